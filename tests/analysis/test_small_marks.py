"""Spacing, quotation marks and house style."""

import pytest

from articles.analysis.checks import house_style, quotation_marks, spacing
from articles.analysis.dossier import Dossier, Preference, Source
from tests.analysis.newsroom_texts import marked, story


def marks(check, *texts):
    dossier = story(*texts)
    return marked(dossier, check(dossier))


@pytest.mark.parametrize(
    ("text", "words", "better"),
    [
        ("She praised “new piers.”Berg then left.", "piers.”Berg", "piers.” Berg"),
        ("They all went home.Then it rained.", "home.Then", "home. Then"),
        ("Who knows?Nobody does.", "knows?Nobody", "knows? Nobody"),
    ],
)
def test_a_lost_space_is_marked_and_put_back(text, words, better):
    dossier = story(text)
    (finding,) = spacing.check(dossier)
    assert (marked(dossier, [finding]), finding.suggestion) == ([("one", words)], better)
    assert finding.severity == "minor"


@pytest.mark.parametrize(
    "text",
    [
        "See www.example.Org for it.",
        "He left at 2.15am for the U.S. coast.",
        "Pier.Works builds piers. Pier.Works is small.",
    ],
)
def test_links_times_and_names_need_no_space(text):
    assert marks(spacing.check, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "We have spoken of the pier and of the boats.”",
        "“We are glad, the captain said, adding that he slept well.",
        "He wants “a pier between “Velden” and the coast.”",
        '"We are glad, the captain said.',
    ],
)
def test_a_lone_quotation_mark_is_reported_with_its_sentence(text):
    assert marks(quotation_marks.check, f"All went well. {text}\n\nThen it rained.") == [("one", text)]


@pytest.mark.parametrize(
    "text",
    [
        "“We sailed at dawn.\n\n“Then the wind came.\n\n“We turned back,” he said.",
        '"We sailed at dawn.\n\n"We turned back," he said.',
        "“We sailed at dawn. “Then the wind came,” he said.",
        "“He called it ‘my old friend’,” she said. “That was all.”",
        'The mast is 6\'2" high and the rail 3" wide.',
        "It’s the captains’ pier. Rock ’n’ roll.",
        "“We sailed,” he said. “And then?” “Nothing.”",
    ],
)
def test_quotations_that_run_on_or_lie_in_each_other_are_left_alone(text):
    assert marks(quotation_marks.check, text) == []


def test_an_article_with_marks_of_its_own_kind_is_left_alone():
    assert marks(quotation_marks.check, "\n\n".join(["Er sagte „ja” und „nein” und “gut."] * 9)) == []


def styled(text, *preferences, language="en"):
    dossier = Dossier((Source("one", text, language=language),), style=preferences)
    return [(words, finding.suggestion) for (_, words), finding in
            zip(marked(dossier, house_style.check(dossier)), house_style.check(dossier), strict=True)]  # fmt: skip


def test_a_variant_is_marked_wherever_it_stands_as_a_word():
    velden = Preference("Velden", ("Felden", "Velten"))
    assert styled("Felden, Velten’s twin, is not Feldenberg.", velden) == [("Felden", "Velden"), ("Velten", "Velden")]


def test_a_variant_inside_the_preferred_form_or_a_link_is_left_alone():
    city = Preference("Velden City", ("Velden",))
    assert styled("Velden City is not velden.example/Velden/ or Velden@example.org.", city) == []
    assert styled("Velden is old.", city) == [("Velden", "Velden City")]


def test_the_note_of_the_administrators_is_part_of_the_reason_in_any_language():
    preference = Preference("Velden", ("Felden",), "Since 2019.")
    dossier = Dossier((Source("one", "Felden liegt am Meer.", language="de"),), style=(preference,))
    (finding,) = house_style.check(dossier)
    assert finding.reason == "The house writes “Velden”, not “Felden”. Since 2019."
