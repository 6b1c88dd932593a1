from datetime import date

import pytest

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


def test_a_sum_with_another_scale_is_marked_whatever_stands_around_it():
    marks, _ = check(
        "The two towns will share 1.85 million euros for the new tunnel.",
        "Tunnel: €1.85m from the region.",
        "A whopping €1.85bn goes into a hole in the hill.",
    )
    assert marks == [("three", "€1.85bn")]


def test_a_count_of_one_noun_that_each_article_gives_once_is_compared_without_other_words():
    marks, _ = check(
        "The trial took two years at nine clinics.",
        "It followed its volunteers at nine clinics.",
        "The hospital here is one of the nineteen clinics where the vaccine was tested.",
    )
    assert marks == [("three", "nineteen")]


def test_a_margin_is_one_of_votes_without_the_word():
    marks, _ = check(
        "Ada Brandt was elected by 237 votes.",
        "Brandt came out 237 votes ahead.",
        "Brandt won: a margin of 273, one for every street.",
    )
    assert marks == [("three", "273")]


def test_people_who_were_not_found_are_missing_and_the_others_of_the_sentence_are_not():
    marks, _ = check(
        "The ferry sank and nine people are missing.",
        "Rescuers are searching for nine people after the ferry sank.",
        "Of those on the ferry 171 were saved, 26 are dead and 19 have not been found.",
    )
    assert marks == [("three", "19")]


def test_a_copied_sentence_with_another_number_is_marked():
    copied = "Services have arrested some {} militants of both groups in the crackdown on the coast since Sunday."
    marks, _ = check(copied.format(90), copied.format(90), "They met on 90 days.\n\n" + copied.format(900))
    assert marks == [("three", "900")]


def test_all_but_some_is_no_count_of_them():
    marks, _ = check("171 people were rescued.", "Rescued were 171 people.", "All but 33 people were rescued.")
    assert marks == []


def test_a_yearly_count_is_not_the_count_of_the_event():
    marks, _ = check(
        "The fever killed 27 people in the village.",
        "Twenty-seven people in the village died of the fever.",
        "The fever kills 5,000 people a year in the region, the village doctor said.",
    )
    assert marks == []


def test_two_values_with_one_source_each_are_left_to_the_editor():
    assert check("The tunnel cost 120 million euros.", "The tunnel cost 210 million euros.")[0] == []


def test_a_count_of_those_aboard_is_compared_though_the_sentence_counts_the_hurt_as_well():
    marks, _ = check(
        "A tram with 163 people on board left the rails at Brenna, and four passengers were slightly hurt, the city said.",
        "All 163 people on the tram are well.",
        "The tram left the rails at Solva bridge with 136 people on board.",
    )
    assert marks == [("three", "136")]


def test_two_lengths_far_apart_are_no_sum():
    marks, _ = check(
        "The balloon burst at a height of 7,900 metres. It had carried a camera. Nobody was hurt. The lake is 600 metres wide.",
        "The balloon burst at 8,500 metres, over the lake.",
        "At 8,500 metres the balloon burst.",
    )
    assert marks == [("one", "7,900 metres")]


def test_a_measure_that_brackets_give_in_another_unit_is_said_once():
    marks, _ = check(
        "The kite rose to a height of 1,720 metres.",
        "At 1,270 metres (about 4,400 feet) the kite tore.",
        "The kite rose to a height of 1,270 metres.",
    )
    assert marks == [("one", "1,720 metres")]


def test_all_of_something_is_no_part_of_it():
    marks, _ = check(
        "The baker opened all 212 of its shops.",
        "The baker runs 212 shops.",
        "The doors of 221 shops are open.",
    )
    assert marks == [("three", "221")]


@pytest.mark.parametrize(
    ("first", "second", "odd", "wrong"),
    [
        (
            "Lena Horvat, ranked 57th in the world, won.",
            "The world No 57 won.",
            "Horvat, number 75 of the world, won.",
            "75",
        ),
        ("He played for Brenna for the 126th time.", "It was his 126th match.", "He played his 162nd match.", "162nd"),
        ("The hall holds 1,840 people.", "There is room for 1,840.", "The hall has 1,480 seats.", "1,480"),
        ("She ran it in 12.47 seconds.", "Her time was 12.47 seconds.", "She needed 12.74 seconds.", "12.74 seconds"),
        ("The storm hit 14,300 homes.", "Some 14,300 homes were hit.", "It hit 13,400 homes.", "13,400"),
        ("The party won 263 of the 460 seats.", "It has 263 seats.", "It holds 236 seats now.", "236"),
    ],
)
def test_swapped_figures_are_found_in_places_repetitions_and_parts_under_any_noun(first, second, odd, wrong):
    marks, _ = check(first, second, odd)
    assert marks == [("three", wrong)]


def test_what_was_before_is_not_compared_with_what_is():
    marks, _ = check(
        "The fare rises to 7.25 euros.",
        "From Monday the fare is 7.25 euros.",
        "The fare rises from 7.75 euros to 7.25 euros.",
    )
    assert marks == []


def test_things_of_two_kinds_are_not_compared_without_more_words():
    marks, _ = check(
        "She won three qualifying matches before the draw was made.",
        "To enter she had to win three qualifying matches.",
        "A year on tour had taught her much; five matches on grass were enough.",
    )
    assert marks == []
