from datetime import date

from articles.analysis.checks import numbers
from articles.analysis.dossier import Dossier, Source
from tests.analysis.newsroom_texts import marked, story


def check(*texts, **more):
    dossier = story(*texts, **more)
    findings = list(numbers.check(dossier))
    return marked(dossier, findings), findings


def test_swapped_digits_are_marked_with_the_number_of_the_others():
    marks, (finding,) = check(
        "The new tunnel is 748 metres long and links both banks.",
        "At 748 metres the tunnel is the longest in the region.",
        "The 784-metre tunnel links both banks.",
    )
    assert marks == [("three", "784-metre")]
    assert finding.suggestion == "748-metre"
    assert finding.reason == "Harbour Wire and Evening Bell say 748 metres."


def test_a_lost_zero_in_a_sum_is_marked():
    marks, _ = check(
        "The tunnel cost 120 million euros.",
        "The tunnel has cost €120 million.",
        "The tunnel cost 12 million euros.",
    )
    assert marks == [("three", "12 million euros")]


def test_a_count_of_victims_that_stands_alone_is_marked():
    marks, _ = check(
        "The landslide killed 27 people in the village.",
        "Twenty-seven people died in the landslide.",
        "The landslide killed 72 people.",
    )
    assert marks == [("three", "72")]


def test_words_and_digits_units_and_rounding_agree():
    marks, _ = check(
        "The tunnel, 2 kilometres long, took two years and five months to build. About 1,200 cars use it.",
        "The tunnel is 1.2 miles long and took 29 months to build. Some 1,170 cars use it.",
        "The tunnel is 2,000 metres long and was built in 29 months. Nearly 1,200 cars use it.",
    )
    assert marks == []


def test_numbers_of_different_things_are_not_compared():
    marks, _ = check(
        "The storm injured 12 people in the harbour.",
        "The storm injured 12 people in the harbour.",
        "Police arrested 21 people for looting after the concert.",
    )
    assert marks == []


def test_a_comparison_with_another_year_is_no_error():
    marks, _ = check(
        "The storm injured 12 people.",
        "The storm injured 12 people on the coast.",
        "The storm of 2011, for comparison, injured 21 people on the coast.",
    )
    assert marks == []


def test_a_toll_that_rises_from_day_to_day_is_an_update():
    days = (date(2024, 5, 1), date(2024, 5, 1), date(2024, 5, 2))
    texts = ("The landslide killed 27 people.", "Landslide killed 27 people.", "The landslide killed 29 people.")
    sources = tuple(Source(str(number), text, published=days[number]) for number, text in enumerate(texts))
    assert list(numbers.check(Dossier(sources))) == []


def test_two_values_with_one_source_each_are_left_to_the_editor():
    assert check("The tunnel cost 120 million euros.", "The tunnel cost 210 million euros.")[0] == []
