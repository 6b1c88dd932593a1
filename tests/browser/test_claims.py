"""Deciding conflicts in a real browser: by keyboard alone, on a desk and on a phone, by day and by night."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Decision
from tests import newsdesk

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
OTHERS = {"Coast Radio": ("40 years", "61"), "NorthWire": ("40 years", "16"), "Isles Today": ("14 years", "61")}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def matrix(story, article):
    """Four articles; they differ on the keeper's age and on how long the bell was silent."""
    articles = [article]
    for outlet, (years, age) in OTHERS.items():
        text = article.text.replace("40 years", years).replace("61", age)
        articles.append(newsdesk.an_article(story, text, outlet))
    ages = ["61", "61", "16", "61"]
    years = ["40 years", "40 years", "40 years", "14 years"]
    newsdesk.a_claim(story, "The quay", "people", says=[(a, "300 people") for a in articles])
    newsdesk.a_claim(story, "Tomas Brandt", "age", says=list(zip(articles, ages, strict=True)), position=1)
    newsdesk.a_claim(story, "The bell", "silent for", says=list(zip(articles, years, strict=True)), position=2)
    return story


# What one sees at the middle of an element is that element.
IS_ON_TOP = """element => {
  const box = element.getBoundingClientRect();
  const seen = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
  return element === seen || element.contains(seen);
}"""


def is_on_top(page, selector):
    return page.locator(selector).evaluate(IS_ON_TOP)


def open_claims(page_of, user, story, query="", **options):
    page = page_of(user, **{"viewport": DESK, **options})
    page.goto(reverse("claims", args=[story.slug]) + query)
    return page


def test_every_conflict_is_decided_with_the_keyboard_alone(page_of, matrix, nora):
    page = open_claims(page_of, nora, matrix)
    page.get_by_role("heading", name="Two conflicts left to decide").wait_for()

    page.keyboard.press("2")
    page.get_by_role("button", name="Decide on 16").wait_for()
    page.keyboard.press("1")
    page.keyboard.press("r")
    page.keyboard.type("The parish register says 61.")
    page.keyboard.press("Control+Enter")

    page.get_by_role("heading", name="One conflict left to decide").wait_for()
    assert page.locator("#undecided-count").inner_text().split()[0] == "1"
    assert page.locator("tr", has_text="Tomas Brandt").locator("text=Decided: 61").is_visible()
    assert page.locator("#decide h2").inner_text() == "Silent for"
    assert page.locator("tr[aria-current]").inner_text().startswith("Silent for")
    assert page.evaluate("document.activeElement.id") == "decide"

    page.keyboard.press("v")
    page.keyboard.type("four decades")
    page.get_by_label("Reason").fill("All agree but one.")
    page.keyboard.press("Control+Enter")

    page.get_by_role("heading", name="Every conflict is decided").wait_for()
    assert {d.value for d in Decision.objects.all()} == {"61", "four decades"}


def test_a_decision_without_a_reason_says_so_and_keeps_the_choice(page_of, matrix, nora):
    page = open_claims(page_of, nora, matrix, allow=["422"])

    page.get_by_label("16", exact=False).check()
    page.get_by_role("button", name="Decide on 16").click()

    page.locator("#reason:focus").wait_for()
    assert "Say why" in page.get_by_role("alert").inner_text()
    assert page.get_by_label("16", exact=False).is_checked()
    assert not Decision.objects.exists()


@pytest.fixture
def even(story, article):
    """Two voices against two, with long sentences behind them."""
    long = article.text.replace("pulled the rope himself", "pulled the rope himself " + "again and again " * 20)
    texts = [long, long + "\nSecond.\n", long.replace("61", "16"), long.replace("61", "16") + "\nFourth.\n"]
    articles = [newsdesk.an_article(story, text, f"Wire {n}") for n, text in enumerate(texts)]
    says = list(zip(articles, ["61", "61", "16", "16"], strict=True))
    newsdesk.a_claim(story, "Tomas Brandt", "age", says=says)
    return story


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_where_the_voices_are_even_the_button_asks_for_a_value_and_leads_to_them(page_of, even, nora, viewport):
    page = open_claims(page_of, nora, even, viewport=viewport)
    button = page.get_by_role("button", name="Choose a value")

    assert button.get_attribute("aria-disabled") == "true"
    assert page.get_by_text("The sources are even").is_visible()
    page.get_by_label("Reason").fill("The register.")
    page.keyboard.press("Control+Enter")
    assert page.evaluate("document.activeElement.name") == "choice"
    assert not Decision.objects.exists()

    page.get_by_label("61", exact=False).check()
    assert page.get_by_text("The sources are even").is_hidden()
    page.get_by_role("button", name="Decide on 61").click()
    page.get_by_role("heading", name="Every conflict is decided").wait_for()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_each_error_stands_at_its_field_in_sight_and_the_button_over_nothing(page_of, even, nora, viewport):
    page = open_claims(page_of, nora, even, viewport=viewport, allow=["422"])

    page.get_by_label("Another value").check()
    page.get_by_label("Reason").fill("The register.")
    page.get_by_role("button", name="Decide on another value").click()
    page.locator("#other:focus").wait_for()

    assert is_on_top(page, "#other-error") and is_on_top(page, "#other")
    assert page.get_by_label("Reason").get_attribute("aria-invalid") is None
    for part in page.locator("#decide .proof mark:visible, #reason-hint").all():
        part.scroll_into_view_if_needed()
        assert part.evaluate(IS_ON_TOP)


def test_without_script_a_missing_value_is_asked_for_at_the_values(page_of, even, nora):
    page = open_claims(page_of, nora, even, java_script_enabled=False, allow=["422"])

    page.get_by_label("Reason").fill("The register.")
    page.get_by_role("button", name="Decide").click()

    assert page.locator("fieldset").get_by_role("alert").inner_text() == "Choose a value first."
    expect(page.locator("[name=choice]:focus")).to_have_count(1)
    assert page.get_by_label("Reason").get_attribute("aria-invalid") is None
    assert page.get_by_label("Reason").input_value() == "The register."


def test_a_fact_opens_beside_the_matrix_and_a_value_leads_to_its_sentence(page_of, matrix, nora):
    page = open_claims(page_of, nora, matrix)

    page.get_by_role("link", name="People The quay").click()
    page.locator("#decide h2", has_text="People").wait_for()
    assert page.locator("tr[aria-current]").inner_text().startswith("People")

    page.locator("td.cell--odd a").first.click()
    page.wait_for_url("**/articles/3/?at=*")


def test_two_editors_on_one_conflict_the_second_sees_what_was_decided(page_of, matrix, nora, jonas):
    page, other = (open_claims(page_of, user, matrix, allow=["409"]) for user in (nora, jonas))

    for one, reason in ((other, "Jonas asked him."), (page, "It is in the register.")):
        one.get_by_label("Reason").fill(reason)
        one.get_by_role("button", name="Decide on 61").click()
        one.locator("#decide [role=alert], #decide h2:has-text('Silent for')").first.wait_for()

    assert "Jonas asked him." in page.get_by_role("alert").inner_text()
    assert page.get_by_label("Reason").input_value() == "It is in the register."
    assert Decision.objects.count() == 1


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_never_scrolls_sideways(page_of, matrix, nora, viewport, scheme):
    page = open_claims(page_of, nora, matrix, viewport=viewport, color_scheme=scheme)

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") == viewport["width"]


def test_the_matrix_scrolls_inside_itself_and_its_first_column_stays(page_of, matrix, nora):
    page = open_claims(page_of, nora, matrix, viewport=PHONE)
    fact = page.locator("#fact-" + str(matrix.claims.get(attribute="age").pk))
    before = fact.bounding_box()["x"]

    scrolled = page.locator(".matrix-frame").evaluate("frame => (frame.scrollLeft = 200, frame.scrollLeft)")

    assert scrolled > 100
    assert fact.bounding_box()["x"] == before


def test_conflicts_are_decided_without_script_too(page_of, matrix, nora):
    page = open_claims(page_of, nora, matrix, java_script_enabled=False)

    page.get_by_label("Reason").fill("The parish register says 61.")
    page.get_by_role("button", name="Decide").click()

    page.get_by_role("heading", name="One conflict left to decide").wait_for()
    assert "Decided on 61" in page.locator("#notices").inner_text()
