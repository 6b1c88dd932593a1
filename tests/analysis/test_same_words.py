from articles.analysis.checks import ages, dates, locations
from tests.analysis.newsroom_texts import marked, story

CUP = "The visitors begin a four-day match against the islanders in Ghent on Thursday in the lead up to the cup."


def check(find, *texts):
    dossier = story(*texts)
    return marked(dossier, find.check(dossier))


def test_a_weekday_changed_in_a_shared_sentence_is_marked_though_the_article_names_the_right_one_elsewhere():
    changed = CUP.replace("Thursday", "Wednesday")
    rest = "The captain arrives on Thursday. The ground is dry on Wednesday."
    assert check(dates, f"{CUP} {rest}", f"It rained. {CUP}", f"{changed} {rest}") == [("three", "Wednesday")]


def test_a_place_changed_in_a_shared_sentence_is_marked():
    changed = CUP.replace("Ghent", "Porto")
    assert check(locations, CUP, f"It rained in Porto. {CUP}", f"The captain lives in Ghent. {changed}") == [
        ("three", "Porto")
    ]


def test_the_age_of_somebody_without_a_name_is_compared_in_a_shared_sentence():
    told = "A {}-year-old man who was injured in a crash on the north coast last week has died."
    assert check(ages, told.format(38), told.format(38), told.format(51)) == [("three", "51")]
    other = "A {}-year-old man who fell off a ladder in the old harbour has died."
    assert check(ages, told.format(38), told.format(38), other.format(51)) == []


def test_values_in_other_words_are_left_alone():
    other = "The visitors begin a four-day match in Porto on Wednesday."
    assert check(locations, CUP, CUP, f"{CUP} {other}") == []
    assert check(dates, CUP, CUP, f"{CUP} {other}") == []
