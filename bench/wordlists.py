"""The words that planted errors are made of. They are written for the planter and owe nothing to the rules they test."""

# Page furniture as sites print it around and between the paragraphs.
FURNITURE = (
    "Share this article",
    "Share · Tweet · Email · Print",
    "Share on Facebook | Share on X | Copy link",
    "Save for later",
    "Listen to this story",
    "3 min read",
    "Text size: A A A",
    "Comments (27)",
    "Join the conversation",
    "Be the first to comment",
    "Read more: Five things we learned this week",
    "READ MORE",
    "Related: What we know so far",
    "Related articles",
    "You may also like",
    "More on this story",
    "Most read",
    "Editor’s picks",
    "Recommended for you",
    "Advertisement",
    "ADVERTISEMENT – CONTINUE READING BELOW",
    "Story continues below",
    "Sponsored content",
    "Subscribe to our newsletter",
    "Sign up for our morning briefing and never miss a story.",
    "Get the latest headlines delivered to your inbox every day.",
    "Subscribe now for unlimited access from $1 a week.",
    "Already a subscriber? Log in",
    "This article is for subscribers only.",
    "You have two free articles left this month.",
    "Support independent journalism. Donate today.",
    "We use cookies to improve your experience. By continuing you agree to our cookie policy.",
    "Accept all cookies",
    "Manage my privacy settings",
    "Terms of use · Privacy policy · Contact us",
    "Home | News | Sport | Business | Weather",
    "Home > News > National",
    "Follow us on Twitter and Facebook",
    "Follow our live blog for updates.",
    "Download our app for breaking news alerts.",
    "Click here to watch the video",
    "Video: watch the latest report",
    "Photo: Supplied",
    "Image credit: Getty Images",
    "(File photo)",
    "Picture gallery (12 images)",
    "Tags: news, politics, national",
    "Topics: government-and-politics, law-crime-and-justice",
    "Copyright. All rights reserved.",
    "This material may not be published, broadcast, rewritten or redistributed.",
    "Got a news tip? Contact our newsroom.",
    "Report an error",
    "Back to top",
    "Next article",
)

# Cities, so that one takes the place of another.
CITIES = (
    "Adelaide Amsterdam Athens Auckland Baghdad Bangkok Barcelona Beijing Belfast Berlin Boston Brisbane Brussels "
    "Bucharest Budapest Cairo Calgary Canberra Caracas Chicago Copenhagen Dallas Damascus Darwin Delhi Denver Detroit "
    "Dublin Edinburgh Frankfurt Geneva Glasgow Hamburg Hanoi Havana Helsinki Hobart Houston Islamabad Istanbul Jakarta "
    "Jerusalem Johannesburg Kabul Kandahar Karachi Kiev Kingston Lagos Lahore Lima Lisbon Liverpool London Madrid "
    "Manchester Manila Melbourne Miami Milan Minsk Montreal Moscow Mumbai Munich Nairobi Naples Newcastle Nicosia Oslo "
    "Ottawa Paris Perth Philadelphia Prague Pretoria Quito Reykjavik Riga Rome Rotterdam Santiago Sarajevo Seattle "
    "Seoul Shanghai Singapore Sofia Stockholm Stuttgart Sydney Tallinn Tehran Tokyo Toronto Townsville Tripoli Tunis "
    "Vancouver Venice Vienna Vilnius Warsaw Washington Wellington Wollongong Zurich Cairns Geelong Launceston Bendigo "
    "Ballarat Fremantle Goulburn Katoomba Woomera Durban Ramallah Nablus Jenin Hebron Bethlehem Haifa Srinagar "
    "Jalalabad Kunduz Peshawar Suva Honiara Houston Baltimore Cleveland Phoenix Portland Atlanta Orlando Bristol "
    "Cardiff Leeds Sheffield Lyon Marseille Nice Toulouse Seville Valencia Porto Turin Genoa Palermo Dresden Leipzig"
).split()

# Last words of the names of firms and bodies that are no surnames.
COUNTRIES = (
    "Australia Austria Britain Canada China Denmark Egypt England Finland France Germany Greece India Indonesia Ireland "
    "Israel Italy Japan Kashmir Mexico Norway Pakistan Palestine Poland Queensland Russia Scotland Spain Sweden "
    "Switzerland Tasmania Turkey Ukraine Victoria Wales Zealand Africa America Asia Europe"
).split()

# A weekday's and a month's place in the list says nothing: one takes the place of another.
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January February March April May June July August September October November December".split()

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
}
SCALES = {"thousand": 10**3, "million": 10**6, "mln": 10**6, "billion": 10**9, "bln": 10**9, "trillion": 10**12}

# A word of a quotation and what turns its sense.
TURNS = {
    "is": "is not",
    "was": "was not",
    "are": "are not",
    "were": "were not",
    "will": "will not",
    "can": "cannot",
    "should": "should not",
    "have": "have never",
    "has": "has never",
    "not": "always",
    "more": "less",
    "less": "more",
    "never": "often",
    "always": "rarely",
    "all": "some",
    "every": "hardly any",
    "no": "every",
    "good": "poor",
    "very": "not very",
    "first": "last",
    "best": "worst",
    "great": "small",
    "big": "small",
    "important": "trivial",
    "safe": "dangerous",
    "need": "want",
    "must": "may",
    "many": "few",
    "before": "after",
    "yesterday": "last week",
    "today": "yesterday",
}

# What an editor changes when a passage is run a second time in other words.
REWORDINGS = (
    (" says ", " said "),
    (" has said ", " said "),
    (" has been ", " had been "),
    (" more than ", " over "),
    (" also ", " "),
    ("However, ", "But "),
    (" people ", " persons "),
    (" told ", " informed "),
    (" began ", " started "),
    (" are ", " were "),
    (" is ", " was "),
    (" near ", " close to "),
    (" while ", " whilst "),
    (" until ", " till "),
    (" biggest ", " largest "),
    (" per cent", " percent"),
    (" kilometres", " km"),
    (" US ", " American "),
    (" Mr ", " "),
)

STOP_WORDS = frozenset(
    "a about after again against all also an and any are as at back be because been before being between both but by "
    "can could did do does down during each even ever every few for from further get had has have he her here hers "
    "him his how however if in into is it its just last made make may me meanwhile more most much must my no nor not "
    "now of off on once one only or other our out over own per said same say saying says she should since so some "
    "such than that the their them then there these they this those through to today told too two under until up us "
    "very was we were what when where which while who whom whose why will with would yesterday yet you your mr mrs ms "
    "dr new people three four five six seven eight nine ten monday tuesday wednesday thursday friday saturday sunday".split()
)
