"""What a publication says of itself, asks of its readers, and tells of its writers: sentences, but no news.

`The Lamp may earn a commission.` is about the page; `The company may earn a commission, the court heard.` is news, and has
somebody who says or does it (REPORTED).
"""

import re

ABOUT_WEBSITE = "This line speaks of the website, not of the news."
ASKS_READER = "This line asks the reader to do something; it is not part of the article."
# An order to the reader is no longer than this; so is what stands about a writer.
LONGEST_ORDER, LONGEST_BIOGRAPHY = 14, 32

# Somebody says or does it: then it is news.
REPORTED = re.compile(
    r"\b(?:said|says|told|added|claimed|found|heard|ruled|warned|announced|argued|reported|according to|denied"
    r"|admitted|court"
    r"|he|she|they|him|her|his|their|police|minister|council|judge|lawyers?|prosecutors?|trial|jury|yesterday)\b",
    re.IGNORECASE,
)


def of_publication(sentence: str) -> str | None:
    """Why the sentence speaks of or for the publication; None for news."""
    if REPORTED.search(sentence) or "“" in sentence or '"' in sentence:
        return None
    if _OF_ITSELF.search(sentence):
        return ABOUT_WEBSITE
    asks = len(sentence.split()) <= LONGEST_ORDER and _ASKING.match(sentence) and _WARES.search(sentence)
    return ASKS_READER if asks or _TIP.search(sentence) or _ON_SCREEN.match(sentence) else None


def is_biography(line: str) -> bool:
    """`Ada Quist is a reporter at the Lamp.`: what stands about the writer below the article."""
    return len(line.split()) <= LONGEST_BIOGRAPHY and bool(_BIOGRAPHY.match(line))


def _any(*patterns: str, flags: int = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile("|".join(patterns), flags)


_OF_ITSELF = _any(
    # What it lives on.
    r"\b(?:may|might|can|will|could) (?:earn|receive|get|be paid) (?:an? )?(?:small |affiliate "
    r"|referral )*commissions? (?:if|when|from"
    r"|on|through)\b",
    r"\b(?:we|us) (?:may |might |can |will )?(?:earn|get|receive|be paid|are paid)\b.{0,40}\b(?:fee|commission|share"
    r"|cut)\b",
    r"\b(?:be|are) paid a (?:small )?fee\b",
    r"\baffiliate (?:links?|partners?|commission|programme|program)\b",
    r"\bqualifying purchases\b|\bearns? from (?:qualifying|affiliate)\b",
    r"\b(?:reader|listener|viewer|member|user)[- ](?:supported|funded)\b",
    r"\b(?:journalism|newsroom|coverage|site|website) is (?:only |made )?(?:funded|supported|possible|paid for"
    r"|made possible)\b",
    r"\b(?:funded|supported|paid for|powered) by (?:you|(?:our )?readers)\b",
    r"\b(?:consider|make) (?:making )?a (?:small |one-off |monthly )?(?:donation|contribution)\b",
    r"\b(?:contributions?|donations?|support|subscriptions?)\b.{0,40}\b(?:keeps?|helps?) us\b",
    # What it sells, and how far one may read.
    r"\b(?:free|unread|remaining) (?:articles|stories) (?:left|remaining|this month)\b",
    r"\b(?:limit|number) of free (?:articles|stories|views)\b",
    r"\b\d+ (?:of \d+ )?(?:free )?(?:articles|stories) (?:left|remaining|this (?:month|week))\b",
    r"\b(?:members|subscribers|registered users) can (?:comment|read|view|see|access)\b",
    r"\b(?:unlimited|ad-free) (?:reading|access|articles)\b",
    r"\b(?:opt out|unsubscribe|cancel) (?:at )?any ?time\b",
    r"\b(?:straight|delivered|direct|sent) to your (?:phone|inbox|door|e-?mail|device|mailbox)\b",
    r"\bavailable (?:on|in) (?:ios|the app store|google play|android)\b",
    r"\bprices? (?:were|are|is|was) (?:correct|accurate) (?:at|when|as of)\b|\bat (?:the )?time of (?:publication"
    r"|publishing)\b",
    r"\b(?:terms|t&cs?)\b.{0,20}\bappl(?:y|ies)\b|\bover[- ]?(?:18|21)s? only\b|(?<!\w)(?:18|21)\+",
    r"\b(?:gamble|drink|bet|play) responsibly\b|\bbegambleaware\b|\bwhen the fun stops\b",
    # Privacy and machinery.
    r"\bwe (?:value|respect|care about) your privacy\b|\bwe and our (?:\d+ )?partners\b|\byour privacy (?:matters"
    r"|choices|rights)\b",
    r"\bsell (?:or share )?my (?:personal )?(?:information|data)\b|\b(?:we will|we[’']ll|we) never (?:share|sell|spam)\b",
    r"\b(?:javascript|cookies) (?:is|are) (?:disabled|required|off|blocked)\b|\byour browser (?:does|is|has|needs"
    r"|settings)\b",
    r"\b(?:video|content|page|programme|article|clip) is (?:not|no longer) available\b",
    r"\bnot available in your (?:country|region|area)\b|\bprotected by recaptcha\b|\binvalid (?:e-?mail|password)\b",
    r"\b(?:something went wrong|an error (?:has )?occurred)\W.{0,30}\b(?:again|later|reload|refresh)\b"
    r"|\bpage not found\b",
    r"\bcheck your (?:inbox|e-?mail)\b|\bthanks? (?:you )?for (?:signing up|subscribing|visiting|registering)\b",
    # Law and rules.
    r"\b(?:your )?capital (?:is )?at risk\b",
    r"\bdoes not (?:give|constitute|provide|offer) (?:\w+ )?advice\b|\b(?:site"
    r"|website|we|[A-Z]\w+) uses? cookies\b",
    r"\bmay not be (?:published|reproduced|copied|broadcast|rewritten|redistributed|distributed|republished)\b",
    r"\b(?:reproduction|redistribution|republication|copying)\b.{0,40}\b(?:prohibited|forbidden|not (?:permitted"
    r"|allowed))\b",
    r"\bwithout (?:the )?(?:prior |written |express )+(?:permission|consent)\b",
    r"\b(?:views|opinions) expressed\b.{0,60}\b(?:author|writer|own|reflect|those|necessarily)\b",
    r"\b(?:is|are) an? (?:opinion|sponsored|paid|advertising|partner) (?:piece|article|content|feature|post|story)\b",
    r"\b(?:does|do) not (?:necessarily )?(?:reflect|represent) the (?:views|opinions|position|policy) of\b",
    r"\bnot responsible for (?:the )?(?:content|external|accuracy)\b",
    r"\b(?:our|editorial) (?:editorial )?(?:standards|guidelines|principles|code of (?:conduct|ethics))(?:\s?:|\W*$)",
    r"\bcomments? (?:(?:on|for) this \w+ )?(?:are|is|were|will be) (?:now )?(?:moderated|closed|open|off|disabled"
    r"|turned off)\b",
    # This page.
    r"\bthis is a (?:breaking|developing) (?:news )?story\b|\bdeveloping story\s?:",
    r"\bthis (?:page|story|article|post|live blog|report) (?:will be|is being|has been|was|is) (?:last "
    r"|automatically |first )?"
    r"(?:updated|corrected|amended|revised|refreshed)\b",
    r"\b(?:a|an earlier) (?:correction|clarification|version) (?:was|of this)\b|\ban? version of this (?:article"
    r"|story|piece)\b",
    r"\b(?:article|story|page|content) is (?:more than|over) \d+ (?:days?|weeks?|months?|years?) old\b",
    r"\b\d+ (?:people|readers|users) are (?:talking about|reading) this\b|\b(?:reporter|correspondent"
    r"|editor) can be reached\b",
    r"\ball prices (?:are )?in [a-z]+|\bis part of [A-Z][\w’& ]{2,40}(?:Media|Group|Network|Publishing|Press)\b",
    r"\ball times (?:are )?(?:local|gmt|bst|utc|cet|[ecmp][sd]?t)\b|\b(?:data|quotes|prices) (?:is |are )?delayed\b",
    r"\bforward-looking statements\b|\bis a leading (?:provider|maker|operator|manufacturer|supplier|producer"
    r"|developer) of\b",
)
# An order to the reader, or a button.
_ASKING = _any(
    r"^\W*(?:please )?(?:accept|activate|add|advertise|allow|ask|become|bookmark|browse|buy|call|catch|chat|check"
    r"|choose|claim|click"
    r"|comment|complete|confirm|contact|copy|create|disable|discover|don[’']t|donate|download|e-?mail|enable|enjoy"
    r"|enlarge|enter|expand"
    r"|explore|find|follow|get|gift|give|go|have your|hear|hide|install|join|learn|leave|like|listen|load|log|manage"
    r"|meet|message|never"
    r"|open|opt|pay|play|print|rate|read|redeem|refresh|register|remove|renew|report|review|save|scan|scroll|search"
    r"|see|select|send|set"
    r"|share|show|sign|skip|start|stay|submit|subscribe|suggest|support|switch|take|tap|tell|text|try|turn|unlock"
    r"|unsubscribe|upgrade"
    r"|use|verify|view|visit|vote|watch|work|write)\b"
)
# What a publication has for its readers to do something with.
_WARES = _any(
    r"(?<!\w)@\w{2,}",
    r"\b(?i:our|the|this|a|my|your) (?i:free |daily |weekly |morning |live |full |print |digital |news |push "
    r"|latest |qr )*(?i:apps?|newsletters?"
    r"|editions?|live ?blog|blog|notifications?|discussion|conversation|comments?|channel|podcasts?|membership"
    r"|articles?|story|page|post"
    r"|video|clip|link|gallery|reading list|updates|coverage|quiz|crossword|puzzles?|survey|poll|homepage|website"
    r"|site|forum|feed"
    r"|briefing|bulletin|digest|inbox|newsroom|newsdesk|reporters?|journalists?|columnists?|editors?|subscription"
    r"|offers?|code)\b",
    r"\b(?i:app|newsletters?|podcast|channel|notifications?|comments?|cookies|privacy|settings|preferences"
    r"|ad ?blocker|ads)\b",
    r"\b(?i:on|via|with) (?:X|Facebook|Twitter|Instagram|WhatsApp|Telegram|TikTok|YouTube|LinkedIn|Bluesky|Threads"
    r"|Mastodon|Apple|Spotify"
    r"|Google|iOS|Android|Reddit|Pinterest)\b",
    r"\b(?i:a|our) (?i:member|subscriber|supporter|patron)\b",
    r"\b(?i:push |breaking |news |free )+(?i:alerts|updates)\b",
    r"\b(?i:with us|for us|us on|us a review|your (?:e-?mail|phone|mobile|tablet|device|desktop|inbox))\b",
    r"\b(?i:this (?:piece|image|photo|item|report|ad))\b",
    r"\b(?i:(?:free |your |an? )+account|(?:subscription|latest) offers?|to (?:keep|continue|start) reading|unlimited)\b",
    r"\b(?i:for (?:more )?(?:updates|free))\b",
    flags=0,
)
# What nobody can do but on a screen.
_ON_SCREEN = _any(
    r"^\W*(?:please )?(?:tap|click|hover|swipe|scroll) (?:a|an|the|on|over|any|here|below|above|down|up|left|right"
    r"|through|to|for)\b"
)
# It looks for stories and for faults.
_TIP = _any(
    r"^\W*(?:got|have(?: you got)?|do you have|know|are you|were you|did you|have you been|want to|seen|spotted"
    r"|any) (?:an? |any |something )?"
    r"(?:story|tip|news|question|view|correction|comment|opinion|affected|caught up|there|witness|share|know more"
    r"|photo|video)\b[^.!?]*\?"
    r"(?=\s+\S*(?:call|contact|e-?mail|text|message|write|tell|share|send|get|let|comment|sign|join|ask)\b|\s*$)",
    r"\b(?:call|contact|e-?mail|text|message|write to|ring|reach|tip off|get in touch with) (?:us\b|(?:our"
    r"|the) (?:news ?desk|news ?room"
    r"|reporters?|(?:news |editorial )?team|editors?|journalists?)\b).{0,60}$",
    r"^\W*if you (?:have|know|want|enjoyed|liked|spot|see|were|are|would like)\b.{0,60}\b(?:our|us)\b",
    r"\bwe pay for\b",
    r"\?\s+(?:please )?(?:let us|tell us|write to us|e-?mail|contact (?:us|our|the news)|message us|get in touch"
    r"|send (?:us|it|them|your)"
    r"|report it|ask our|sign up|comment below)\b",
)
_BIOGRAPHY = re.compile(
    r"^[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*){1,3},? (?:is (?:an?|the|our|[A-Z][\w ’']{2,40}[’']s?)\b.{0,80}\b(?:reporter"
    r"|correspondent|editor"
    r"|journalist|columnist|writer|producer|contributor|freelancer|photographer|critic|bureau chief)\b|(?:covers"
    r"|writes (?:about|on|for)"
    r"|reports (?:on|for)|edits)\b)(?!.*\b(?:said|says|told|was|were|had|who)\b)"
)
