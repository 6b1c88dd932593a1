from datetime import date

from articles.analysis.ages import ages as stated_ages
from articles.analysis.checks import ages
from articles.analysis.dossier import KnownPerson
from articles.analysis.people import cast
from tests.analysis.newsroom_texts import marked, story

FERRY = "The ferry sank at dawn. "


def check(*texts, **more):
    dossier = story(*texts, **more)
    findings = list(ages.check(dossier))
    return marked(dossier, findings), findings


def years(text):
    return [(age.person, age.years) for age in stated_ages(story(text)) if age.years is not None]


def test_an_age_that_two_others_give_otherwise_is_marked_with_theirs():
    marks, (finding,) = check(
        "Captain Ivo Brandt, 63, was rescued.",
        "Ivo Brandt, who is 63, was at the wheel.",
        "Ivo Brandt, 36, swam to the shore.",
    )
    assert marks == [("three", "36")]
    assert finding.suggestion == "63"
    assert finding.category == "misstated_age"
    assert finding.reason == "Harbour Wire and Evening Bell say Ivo Brandt is 63, not 36."
    assert len(finding.related) == 2


def test_ages_are_read_in_every_way_that_newspapers_write_them():
    for text in (
        "Ivo Brandt, 63, was rescued.",
        "Ivo Brandt, aged 63, was rescued.",
        "Ivo Brandt (63) was rescued.",
        "The 63-year-old captain, Ivo Brandt, was rescued.",
        "Ivo Brandt, a 63-year-old from Kiel, was rescued.",
        "Ivo Brandt, of 63 years, was rescued.",
        "The captain, Ivo Brandt, is 63 and unhurt.",
        "Ivo Brandt, the captain, who is 63, was rescued.",
        "A captain of 63 years, Ivo Brandt, was rescued.",
        "Ivo Brandt turned 63 in May.",
        "Ivo Brandt, who turned 63 last month, was rescued.",
        "Ivo Brandt celebrated his 63rd birthday on Sunday.",
        "Ivo Brandt, sixty-three, was rescued.",
        "Sixty-three-year-old Ivo Brandt was rescued.",
        "Ivo Brandt, of Kiel, 63, was rescued.",
        "Ivo Brandt, a retired captain, 63, was rescued.",
        "Ivo Brandt, a captain aged 63, was rescued.",
        "Ivo Brandt (63, from Kiel) was rescued.",
        "Ivo Brandt – who is 63 – was rescued.",
        "Ivo Brandt, a sprightly 63, was rescued.",
        "Ivo Brandt, with his 63 years, was rescued.",
        "Ivo Brandt, at 63 the oldest on board, was rescued.",
        "Now 63, Ivo Brandt lives in Kiel.",
        "Ivo Brandt’s age was given as 63.",
        "Ivo Brandt, who was rescued by divers, died at 63.",
    ):
        assert years(text) == [("Ivo Brandt", 63)], text


def test_an_age_beside_a_description_is_that_of_whoever_is_called_so():
    for text in (
        "“I am cold,” said the gutsy ex-captain, 63.",
        "The captain, who is 63, was unhurt.",
        "The 63-year-old captain was unhurt.",
        "The 63-year-old was unhurt.",
        "“I am cold,” said the pensioner, 63, with a grin.",
        "At 63, she is the oldest on board.",
    ):
        assert years(f"Helga Brandt, a retired captain, was at the wheel. {text}") == [("Helga Brandt", 63)], text


def test_the_age_of_somebody_else_is_not_taken_for_the_one_named_before():
    for text in (
        "A diver, 40, carried him out.",
        "The diver, 40, carried him out.",
        "His son, 40, was there.",
        "He is the father of a 40-year-old.",
        "The 40-year-old vessel was insured.",
        "He has been at sea for 40 years.",
        "He is 40 miles from home.",
        "He has worked since he was 19.",
        "He became a sailor aged 19.",
        "As a 19-year-old he went to sea.",
    ):
        assert years(f"Ivo Brandt, the ship’s captain, was at the wheel. {text}") == [], text


def test_an_age_by_the_ten_is_marked_where_it_does_not_hold():
    exact = "Ivo Brandt, 63, was rescued.", "Ivo Brandt, who is 63, was at the wheel."
    marks, (finding,) = check(*exact, "Ivo Brandt, a man still in his thirties, swam.")
    assert marks == [("three", "thirties")]
    assert finding.suggestion == "sixties"
    assert check(*exact, "Ivo Brandt, a man in his early sixties, swam.")[0] == []
    assert check(*exact, "Ivo Brandt, a man in his late 60s, swam.")[0] == [("three", "60s")]


def test_one_year_of_difference_is_left_alone_where_a_birthday_lies_between():
    told = "Ivo Brandt, 63, was rescued.", "Ivo Brandt, who is 63, was at the wheel."
    assert check(*told, "Ivo Brandt turned 64 on Sunday.")[0] == []
    assert check(*told, "Ivo Brandt, 64, was rescued.")[0] == [("three", "64")]


def test_the_age_at_another_time_is_no_age():
    for text in (
        "At 22 Ivo Brandt drove a bus.",
        "Ivo Brandt will be 90 next June.",
        "Ivo Brandt was 22 when he went to sea.",
        "Ivo Brandt would have been 70.",
        "In 1981 Ivo Brandt, 22, went to sea.",
        "Ivo Brandt, then 22, went to sea.",
        "Ivo Brandt, 22 at the time, went to sea.",
        "As a 22-year-old, Ivo Brandt went to sea.",
        "Ivo Brandt turns 64 next week.",
    ):
        assert years(text) == [], text


def test_two_people_in_one_sentence_keep_their_ages():
    assert years("Ada Quist, 71, came with her son, Nils Quist, 40.") == [("Ada Quist", 71), ("Nils Quist", 40)]


def test_two_people_with_one_surname_are_not_mixed_up():
    first = "Ada Quist, 71, sings. Nils Quist, 40, plays. Quist, 70, bowed."
    assert check(first, "Ada Quist, 71, sang.", "Nils Quist, 40, played.")[0] == []


def test_a_shared_surname_means_the_one_who_alone_was_named_before():
    text = "Ada Quist beat a man of the same surname. Quist, 71, sings. The loser, Nils Quist, 40, plays."
    assert years(text) == [("Ada Quist", 71), ("Nils Quist", 40)]


def test_the_surname_and_a_spelling_variant_mean_the_person():
    dossier = story("Greta Hollander, 41, spoke. Ms Hollander smiled.", "Greta Holladner, 41, spoke.")
    people = cast(dossier)
    assert people.person("Ms Hollander", "one") is people.person("Greta Holladner", "two")


def test_the_age_of_a_ship_is_nobodys():
    assert years("The ferry, 63 years old, sank off Kiel.") == []


def test_a_birth_date_from_the_list_of_people_decides():
    known = KnownPerson("Ivo Brandt", born=date(1961, 3, 2))
    marks, (finding,) = check("Ivo Brandt, 36, was rescued.", published=date(2024, 6, 1), people=[known])
    assert marks == [("one", "36")]
    assert finding.suggestion == "63"


def test_a_birth_date_in_another_article_decides_when_the_year_is_known():
    marks, _ = check(
        "Ivo Brandt, 36, was rescued. © Harbour Wire 2024",
        "Ivo Brandt was born on 2 March 1961 in Kiel.",
    )
    assert marks == [("one", "36")]


def test_one_against_one_is_left_to_the_editor():
    assert check("Ivo Brandt, 63, was rescued.", "Ivo Brandt, 36, was rescued.")[0] == []


def test_ages_that_agree_are_not_marked():
    assert check("Ivo Brandt, 63, swam.", "The 63-year-old Ivo Brandt swam.", "Brandt swam.")[0] == []


def test_the_age_of_a_year_ago_is_no_age():
    assert years("Last year’s prize went to Ivo Brandt, who was 62 and shy.") == []


def test_a_son_of_the_same_name_is_another_person():
    told = "Captain Ivo Brandt, 63, was rescued.", "Ivo Brandt, who is 63, swam."
    assert check(*told, "Ivo Brandt, 63, swam. Ivo’s son, Ivo Brandt, 36, was ashore.")[0] == []
