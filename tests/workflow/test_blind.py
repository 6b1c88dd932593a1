"""A blind pass: who may begin one, what is compared, how differences are settled."""

import pytest

from articles.models import Event
from articles.workflow import annotations, blind
from articles.workflow.errors import Refused
from tests import newsdesk


def mark(article, quote, category, by):
    start = article.text.index(quote)
    where = {"start": start, "end": start + len(quote), "quote": quote}
    return annotations.mark(article, **where, category=newsdesk.a_category(category), severity="major", by=by)


@pytest.fixture
def compared(article, jonas):
    """Sentences 1 to 5: the desk marked 2 (number), 3 (age), 5 (number, dismissed 4); Jonas 2 (number), 3 (name), 4."""
    desk = {
        "number": newsdesk.an_annotation(article, "40 years"),
        "age": newsdesk.an_annotation(article, "61", "misstated_age"),
        "people": newsdesk.an_annotation(article, "300 people"),
        "dismissed": newsdesk.an_annotation(article, "boy", state="dismissed"),
    }
    blind.start(article, by=jonas)
    own = {
        "number": mark(article, "in 40 years", "wrong_number", jonas),
        "name": mark(article, "Tomas Brandt", "name_variant", jonas),
        "quote": mark(article, "as it did", "garbled_sentence", jonas),
    }
    return blind.finish(article, by=jonas), desk, own


def by_number(one):
    return {found.number: found for found in blind.differences(one)}


def states(*marks):
    for one in marks:
        one.refresh_from_db()
    return [one.state for one in marks]


def test_whoever_has_marked_or_decided_cannot_read_it_blind_any_more(article, nora, jonas, sami):
    newsdesk.an_annotation(article, by=nora)
    annotations.accept(newsdesk.an_annotation(article, "61"), by=jonas, version=1)
    for user in (nora, jonas):
        with pytest.raises(Refused, match="somebody else must read it blind"):
            blind.start(article, by=user)
    blind.start(article, by=sami)
    with pytest.raises(Refused, match="already"):
        blind.start(article, by=sami)
    blind.finish(article, by=sami)
    with pytest.raises(Refused, match="not reading"):
        blind.finish(article, by=sami)
    assert [event.verb for event in Event.objects.all()[:2]] == ["finish_blind", "read_blind"]


def test_what_is_compared_is_what_stood_at_the_end(compared, article, jonas):
    one, desk, own = compared
    assert [mark["id"] for mark in one.marks] == [own[name].pk for name in ("number", "name", "quote")]
    assert {mark["id"] for mark in one.desk} == {desk[name].pk for name in ("number", "age", "people")}
    before = blind.agreement(article, [one])
    annotations.dismiss(desk["number"], by=jonas, version=1)
    mark(article, "rope", "wrong_number", jonas)
    assert blind.agreement(article, [one]) == before


def test_agreement_by_category_is_that_of_a_sum_done_by_hand(compared, article):
    one, _, _ = compared
    lines = {line.name: line for line in blind.agreement(article, [one])}
    number = lines["Wrong number"]
    # 5 sentences: both 1, only the desk 1, neither 3. Observed 4/5; by chance (2·1 + 3·4) / 25 = 14/25.
    assert (number.counts, number.agreed) == ([2, 1], 1)
    assert number.value == pytest.approx((4 / 5 - 14 / 25) / (1 - 14 / 25))
    assert (lines["All categories"].counts, lines["All categories"].agreed) == ([3, 3], 1)


def test_three_readers_are_compared_by_alpha(compared, article, sami):
    one, _, _ = compared
    blind.start(article, by=sami)
    mark(article, "in 40 years", "wrong_number", sami)
    passes = [one, blind.finish(article, by=sami)]
    line = next(line for line in blind.agreement(article, passes) if line.name == "Wrong number")
    assert line.counts == [2, 1, 1]
    # 15 labels, 4 of them marks: 1 - 14 · 2 / (4 · 11 · 2 / 2) with one unit of 1 against 2: (9 - 5) / 2 = 2.
    assert line.value == pytest.approx(1 - 14 * 2 / (225 - 16 - 121))


def test_a_mark_with_its_like_is_no_difference(compared):
    one, desk, own = compared
    assert {n: ([*f.mine], [*f.theirs]) for n, f in by_number(one).items()} == {
        3: ([own["name"]], [desk["age"]]),
        4: ([own["quote"]], []),
        5: ([], [desk["people"]]),
    }


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ("mine", ["accepted", "dismissed"]),
        ("theirs", ["dismissed", "accepted"]),
        ("both", ["accepted", "accepted"]),
        ("none", ["dismissed", "dismissed"]),
    ],
)
def test_settling_keeps_whose_marks_were_chosen(compared, nora, choice, expected):
    one, desk, own = compared
    blind.settle(one, sentence=3, choice=choice, by=nora)
    assert states(own["name"], desk["age"]) == expected
    settled = by_number(one)[3].settlement
    assert (settled.choice, settled.by) == (choice, nora)
    assert Event.objects.first().data == {"sentence": 3, "choice": choice}


def test_it_can_be_settled_otherwise(compared, nora, sami):
    one, desk, own = compared
    blind.settle(one, sentence=3, choice="mine", by=nora)
    blind.settle(one, sentence=3, choice="theirs", by=sami)
    assert states(own["name"], desk["age"]) == ["dismissed", "accepted"]
    assert by_number(one)[3].settlement.by == sami and one.settlements.count() == 1


@pytest.mark.parametrize(("sentence", "choice"), [(2, "mine"), (99, "mine"), (3, ""), (3, "all")])
def test_what_is_no_difference_and_no_choice_is_refused(compared, nora, sentence, choice):
    with pytest.raises(Refused):
        blind.settle(compared[0], sentence=sentence, choice=choice, by=nora)
