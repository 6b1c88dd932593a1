"""Exports whose every field is hostile, opened in a real browser: nothing in them runs, loads or leads anywhere."""

import json
import re

import pytest
from django.urls import reverse

from articles.exporters import EXPORTERS
from tests import newsdesk
from tests.exporters.papers import APPROVAL, HOSTILE, a_hostile_document

PAYLOADS = [
    HOSTILE,
    "\"><svg onload=ran()>'><img src=https://out.example/x onerror=ran()><iframe srcdoc='<script>ran()</script>'>",
    "</title></style></textarea></noscript><script>ran()</script><!-- ]]><script>ran()</script>",
    "javascript:ran() <a href=javascript:ran()>x</a> <meta http-equiv=refresh content='0;url=https://out.example/'>",
    "\u2028</script >\u2029<ScRiPt>ran()</sCrIpT>{{constructor.constructor('ran()')()}}${ran()}",
]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture
def opened(new_context, tmp_path):
    """`opened(content, name)`: a page with the file open. The test fails if anything in it ran, asked or went away."""
    ran, asked = [], []
    context = new_context()
    context.expose_binding("ran", lambda source, *arguments: ran.append(source["page"].url))
    context.add_init_script("window.alert = window.prompt = window.confirm = (...said) => ran(...said)")

    def open_file(content, name):
        path = tmp_path / name
        path.write_bytes(content)
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        assert page.url == path.as_uri()
        return page

    yield open_file
    assert ran == []
    assert all(url.startswith("file:") for url in asked)


def carries_a_script(page):
    """A script, or anything with a handler, that is in the page as an element and not as text."""
    return page.evaluate(
        """[...document.querySelectorAll('*')].some(element => element.localName === 'iframe' || element.localName === 'svg'
        || (element.localName === 'script' && element.type !== 'application/ld+json')
        || [...element.attributes].some(given => given.name.startsWith('on')
          || /^(href|src|action|formaction|data)$/.test(given.localName) && /^\\s*javascript:/i.test(given.value)))"""
    )


def test_what_would_run_is_noticed(page):
    for content in ("<p onclick=x>", "<script>1</script>", "<a href=' javascript:x'>a</a>"):
        page.set_content(content)
        assert carries_a_script(page)
    page.set_content('<p title="javascript:x">&lt;script&gt;</p><script type="application/ld+json">{}</script>')
    assert not carries_a_script(page)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_page_that_leaves_runs_nothing_with_its_policy_and_without(opened, payload):
    content = EXPORTERS["html"].render(a_hostile_document(payload), APPROVAL).decode()
    bare, removed = POLICY.subn("", content)
    assert removed == 1

    for number, html in enumerate((content, bare)):
        page = opened(html.encode(), f"story-{number}.html")
        assert not carries_a_script(page)
        assert payload.replace("\u2028", " ").replace("\u2029", " ").split()[0] in page.locator("h1").inner_text()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_html_inside_ninjs_runs_nothing_where_somebody_puts_it_into_a_page(opened, payload):
    document = a_hostile_document(payload)
    new, old = (json.loads(EXPORTERS[slug].render(document, APPROVAL)) for slug in ("ninjs", "ninjs16"))

    for number, body in enumerate((new["bodies"][0]["value"], old["body_html"])):
        page = opened(f"<!doctype html><meta charset=utf-8><main>{body}</main>".encode(), f"body-{number}.html")
        assert not carries_a_script(page)
        assert page.locator("main > p").count() > 3


@pytest.mark.parametrize("payload", PAYLOADS)
def test_newsml_opened_as_it_is_runs_nothing(opened, payload):
    """A browser takes the XHTML in it for a page."""
    page = opened(EXPORTERS["newsml"].render(a_hostile_document(payload), APPROVAL), "story.xml")

    assert not carries_a_script(page)


@pytest.mark.django_db(transaction=True)
def test_the_page_as_readers_will_see_it_is_shown_in_a_sandbox(page_of, story, article, nora, sami):
    newsdesk.a_paragraph(story, "<img src=x onerror=alert(1)><script>alert(1)</script> rang.", by=nora)
    revision = newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami)
    page = page_of(nora)

    page.goto(reverse("revision_look", args=[revision.pk]))

    assert "<script>alert(1)</script> rang." in page.locator("article").inner_text()
    assert page.evaluate("self.origin") == "null"  # what is sandboxed has no part in this site
