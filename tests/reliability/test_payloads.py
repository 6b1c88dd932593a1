"""What somebody wrote to have it run in the browser of somebody else is text, wherever it is shown."""

import json
import logging
from html import escape

import pytest
from django.urls import reverse
from playwright.sync_api import Error

from articles.exporters import EXPORTERS
from tests.exporters.papers import APPROVAL, a_hostile_document
from tests.newsdesk import a_client
from tests.readers import files
from tests.reliability.outcomes import ask
from tests.reliability.payloads import ADDED, MARK, NOTICE, PAYLOADS
from tests.reliability.permissions import admin_address, administered, filled, forms, pages
from tests.reliability.planting import Hand, fields, more_rows, plant
from tests.reliability.rounds import IS_SOAK, rounds
from tests.reliability.scene import Scene
from tests.views.test_imports import carried, look, the_file

PLACES = (
    "<p>{0}</p>",
    '<p title="{0}">',
    "<p title='{0}'>",
    "<p title={0}>",
    "<title>{0}</title>",
    "<textarea>{0}</textarea>",
    '<a href="{0}">',
    "<select><option>{0}</option></select>",
    "<noscript>{0}</noscript>",
)


@pytest.fixture
def notice(page):
    """`notice([html])`: what in each is no text. Read by the browser's own parser, but not run."""
    page.goto("about:blank")
    page.evaluate(f"() => {{ window.notice = {NOTICE} }}")
    read = "html => notice(new DOMParser().parseFromString(html, 'text/html'))"
    return lambda several: page.evaluate(f"several => several.map({read})", several)


def test_there_are_more_than_five_hundred_of_them(ledger):
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 500
    assert all(MARK in payload for payload in PAYLOADS)
    ledger("Payloads that are tried in every field", len(PAYLOADS), point=11, wanted=500, unit="payloads")


def test_most_are_noticed_where_they_are_not_escaped(notice):
    """In one of the places at least. The others are for scripts, templates and Markdown, or are escaped already."""
    found = iter(notice([place.format(payload) for payload in PAYLOADS for place in PLACES]))
    noticed = [payload for payload in PAYLOADS if any([next(found) for _ in PLACES])]
    assert len(noticed) >= 800, [payload for payload in PAYLOADS if payload not in noticed]


def test_none_is_noticed_where_it_is_escaped(notice):
    places = PLACES[:3] + PLACES[4:6]
    found = notice(["".join(place.format(escape(payload)) for place in places) for payload in PAYLOADS])
    assert not any(found)


# --- In every field, on every page ------------------------------------------------------------------------------------

# Beside the addresses of the map: what else they show when they are asked for more.
QUERIES = """
    /?show=all /?q={mark} /search/?q={mark} /search/?q={mark}&in=articles /search/?q=Here /stories/bell/move/?all=1
    /stories/bell/move/?article=1&q={mark} /stories/bell/compare/?left=1&right=2 /stories/bell/compare/?left=1&right=draft
    /stories/bell/claims/?only=conflicts /stories/bell/approval/?revision=1 /stories/bell/approval/?revision=2&against=1
    /stories/bell/approval/?revision=2&against=1&read=side /stories/bell/draft/?cite={paragraph}&at=0
    /stories/bell/articles/1/?note={note} /stories/bell/articles/1/mark/?at=0-7 /stories/printed/draft/
    /stories/printed/exports/ /stories/printed/approval/ /stories/printed/ /stories/ready/approval/
""".split()
# Those that show the most: the others are opened in a soak.
QUICK = """
    /stories/bell/ /stories/bell/articles/1/ /stories/bell/compare/?left=1&right=2 /stories/bell/claims/ /stories/bell/draft/
    /stories/bell/approval/?revision=2&against=1 /stories/printed/exports/ /search/?q=zq7 /incoming/ /deliveries/ /inbox/
    /insights/errors/ /checks/ /preferences/tokens/ /accounts/sessions/ /stories/bell/plan/ /admin/articles/event/
    /admin/articles/article/ /admin/auth/user/
""".split()
# Kinds of rows that the scene has none of: what a bundle brings from another house.
NOT_THERE = {"articles.ImportedRevision"}
# They answer with no page, or end what looks at them.
NO_PAGES = ("account_logout", "admin:logout", "feed", "article_original", "insights_table")


@pytest.fixture
def scene(transactional_db):
    logging.disable(logging.CRITICAL)
    scene = Scene()
    more_rows(scene)
    yield scene
    logging.disable(logging.NOTSET)


def everywhere(scene):
    """{address: who asks}: every page of the map, the administration's too, and what is personal."""
    at = scene.at | {"note": scene.mark.pk, "mark": MARK}
    found = [filled(name, route, scene.at) for name, route in [*pages(), *administered()[1]] if name not in NO_PAGES]
    found += [admin_address(key, route) for key, routes in administered()[0].items() for route in routes.values()]
    found += [query.format(**at) for query in QUERIES]
    hers = ["/", "/inbox/", "/preferences/tokens/", "/accounts/sessions/", "/deliveries/", f"/fetches/{at['fetch']}/"]
    return [("superuser", address) for address in dict.fromkeys(found)] + [("editor", address) for address in hers]


class Watched:
    """A browser that tells of everything that it should not have done."""

    def __init__(self, context, site):
        self.site, self.wrong, self.page = site, [], context.new_page()
        self.loaded = self.shown = 0  # pages, and those with the mark on them
        context.expose_binding(MARK, lambda source, *_: self.note("ran"))
        context.expose_binding("refused", lambda source, what: self.note(f"refused by the policy: {what}"))
        context.add_init_script(
            "addEventListener('securitypolicyviolation', e => refused(e.violatedDirective + ' ' + e.blockedURI))"
        )
        context.on("dialog", self.dismiss)
        context.on("request", self.look_at)
        context.on("page", lambda page: self.note("opened a window"))
        context.on("console", lambda said: self.note(said.text) if "Content Security" in said.text else None)

    def note(self, what):
        self.wrong.append(f"{self.page.url}: {what}")

    def without_scripts_of_ours(self):
        self.page.context.route("**/static/**", lambda route: route.abort())

    def dismiss(self, dialog):
        self.note(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look_at(self, request):
        is_page = request.is_navigation_request() and request.frame == self.page.main_frame
        if not request.url.startswith((self.site, "data:image/svg+xml;base64,")) or (
            MARK in request.url and not is_page
        ):
            self.note(f"asked for {request.url}")

    def open(self, address):
        try:
            answer = self.page.goto(self.site + address, wait_until="domcontentloaded")
        except Error as error:
            assert "Download is starting" in str(error) or "ERR_ABORTED" in str(error), (
                address
            )  # a file, or nothing (204)
            return
        self.loaded += 1
        if answer.status >= 500:
            self.note(f"answered {answer.status}")
        if self.page.url.partition("?")[0] != (self.site + address).partition("?")[0]:
            return
        self.wrong += [f"{address}: {what}" for what in self.page.evaluate(NOTICE, self.document())]
        html = self.page.content()
        self.shown += MARK in html
        if ADDED in html:
            self.note("evaluated a template")

    def document(self):
        return self.page.evaluate_handle("document")


@pytest.fixture
def watched(new_context, live_server):
    """`watched(client)`: a browser in which they have signed in. `bypass_csp`: nothing but the escaping holds."""

    def watch(client, **options):
        context = new_context(**options)
        name = "newsroom_session"
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        return Watched(context, live_server.url)

    return watch


def test_nothing_that_is_in_the_database_runs_on_any_page(scene, watched, ledger):
    """With the Content-Security-Policy, which must have nothing to refuse, and by turns without it."""
    hand, asked = Hand(), everywhere(scene)
    asked = asked if IS_SOAK else [(role, address) for role, address in asked if address in QUICK]
    roles, bare = dict.fromkeys(role for role, _ in asked), (False, True)[: rounds(full=2, quick=1)]
    browsers = {role: [watched(scene.client(role), bypass_csp=bypass) for bypass in bare] for role in roles}
    for number in range(rounds(full=60, quick=1)):
        plant(hand)
        if number == len(bare) or not IS_SOAK:  # once with them is enough
            [browser.without_scripts_of_ours() for both in browsers.values() for browser in both]
        for role, address in asked:
            browsers[role][number % len(bare)].open(address)
        if len(hand.through()) == len(PAYLOADS):
            break
    every = [browser for both in browsers.values() for browser in both]
    assert [wrong for browser in every for wrong in browser.wrong] == []
    assert sum(browser.shown for browser in every) > len(asked) // 2
    shown = f"{len(hand.rooms)} fields, {sum(browser.loaded for browser in every):,} pages"
    ledger(
        "Payloads in every field, on every page: none ran",
        len(hand.through()) if IS_SOAK else 0,
        point=11,
        wanted=500,
        unit="payloads",
        figure=shown,
    )


def test_each_kind_of_row_that_people_fill_is_there(scene):
    """So that a new one is shown with payloads, too, or is named here."""
    empty = {model._meta.label for model, _ in fields() if not model._default_manager.exists()}
    assert empty <= NOT_THERE, empty - NOT_THERE


# --- By the ways in ---------------------------------------------------------------------------------------------------

FIELDS = """
    address attribute back byline guest headline keywords left location login name next note outlet password place q quote
    reason remember right slug standfirst story suggestion text theme time_zone title token value words
""".split()


def test_nothing_that_is_sent_runs_in_the_answer(scene, notice, ledger):
    """Forms with payloads in every field, and addresses with payloads in the query, as pages and as fragments."""
    plain, htmx = scene.client("superuser"), scene.client("superuser", headers={"HX-Request": "true"})
    sent = 0
    for number, (name, route) in enumerate(pages()):
        if not IS_SOAK and number % 5:
            continue
        address, texts = filled(name, route, scene.at), forms(scene).get(name, {})
        chosen = [PAYLOADS[(number * 37 + step * 11) % len(PAYLOADS)] for step in range(len(FIELDS))]
        hostile = dict(zip(FIELDS, chosen, strict=True))
        complete = texts | {field: hostile[field] for field in texts if field in hostile}
        answers = [
            ask(plain, "GET", address, query_params=hostile),
            ask(htmx, "GET", address, query_params=hostile),
            *(ask(client, "POST", address, form) for client in (plain, htmx) for form in (hostile, complete)),
        ]
        assert [answer for answer in answers if isinstance(answer, Exception)] == [], name
        pieces = [answer.content.decode() for answer in answers if "html" in answer.headers.get("Content-Type", "")]
        assert not any(notice(pieces)), f"{name}: {notice(pieces)}"
        assert not any(ADDED in piece for piece in pieces), name
        sent += len(answers)
    ledger("Requests with payloads in every field: none in the answer", sent, point=11, wanted=500, unit="requests")


@pytest.mark.django_db
def test_nothing_in_a_file_of_any_kind_runs(nora, story, notice, monkeypatch, ledger):
    """Looked at before it is taken in, and taken in: as it stands, and as markup says it."""
    client, kinds, several = a_client(nora), set(), 12
    every = [PAYLOADS[start::several] for start in range(several)]
    for number, some in enumerate(every[: rounds(full=several, quick=1)]):
        for form in (str, escape):
            for kind, content in hostile_files(monkeypatch, [form(payload) for payload in some]):
                if not IS_SOAK and (kind in MARKUP) != (form is escape):
                    continue
                name = f"{some[0].replace('/', '')[:80]} {number} {form.__name__}.{ENDINGS[kind]}"
                answer = look(nora, the_file(name, content), story=story, client=client)
                assert not any(found := notice([answer.content.decode()])), (kind, found)
                done = client.post(reverse("import_articles", args=[story.slug]), carried(answer), follow=True)
                assert not any(found := notice([done.content.decode()])), (kind, found)
                kinds.add(kind) if any(MARK in text for text in newest_texts(story)) else None
    assert kinds == set(ENDINGS)
    for article in story.articles.all():
        assert not any(found := notice([client.get(article.get_absolute_url()).content.decode()])), found
    ledger("Kinds of files with payloads in them: none ran", len(kinds), point=11, wanted=len(ENDINGS), unit="kinds")


# Those that are refused when a payload breaks their form.
MARKUP = ("html", "newsml-g2", "nitf", "rss", "atom", "ninjs 1", "ninjs 2", "ninjs 3")
# The kinds, and how their files are called.
ENDINGS = {
    "text": "txt",
    "markdown": "md",
    "html": "html",
    "docx": "docx",
    "pdf": "pdf",
    "ninjs 1": "json",
    "ninjs 2": "json",
    "ninjs 3": "json",
    "newsml-g2": "xml",
    "nitf": "xml",
    "rss": "xml",
    "atom": "xml",
    "mail": "eml",
    "zip": "zip",
}


def hostile_files(monkeypatch, payloads):
    """[(kind, a file of it)]; a PDF holds the letters of Windows-1252 only, and XML no control characters."""
    texts = ["".join(c for c in payload if c.isprintable() and ord(c) < 256) for payload in payloads]
    third = len(texts) // 3
    with monkeypatch.context() as patch:
        patch.setattr(files, "HEADLINE", f"Bell {texts[0]}")
        for name, part in (
            ("FIRST", texts[:third]),
            ("SECOND", texts[third : 2 * third]),
            ("HARD", texts[2 * third :]),
        ):
            patch.setattr(files, name, f"The old harbour bell of Aldmere rang on Monday, {' and '.join(part)} said.")
        patch.setattr(files, "PARAGRAPHS", (files.FIRST, files.SECOND, files.HARD))
        patch.setattr(files, "TEXT", "\n\n".join([files.HEADLINE, *files.PARAGRAPHS]))
        return list(files.one_of_each().items())


def newest_texts(story):
    return story.articles.order_by("-pk").values_list("text", flat=True)[:1]


# --- What leaves ------------------------------------------------------------------------------------------------------


def test_nothing_runs_in_what_leaves_the_house(notice, ledger):
    """The page, the feed and the wire formats with the payloads in every field, read as a browser reads them."""
    several, seen = 25, 0
    every = ["\n".join(PAYLOADS[start : start + several]) for start in range(0, len(PAYLOADS), several)]
    for text in every[:: 1 if IS_SOAK else 10]:
        document = a_hostile_document(text)
        rendered = {slug: EXPORTERS[slug].render(document, APPROVAL).decode() for slug in ("html", "ninjs", "ninjs16")}
        bodies = [json.loads(rendered["ninjs"])["bodies"][0]["value"], json.loads(rendered["ninjs16"])["body_html"]]
        found = notice([rendered["html"], *bodies])
        assert not any(found), found
        seen += text.count("\n") + 1
    ledger("Payloads in exports: none ran", seen, point=11, wanted=500, unit="payloads")
