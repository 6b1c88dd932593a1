from articles.analysis.checks import name_variants
from articles.analysis.dossier import KnownPerson
from tests.analysis.newsroom_texts import marked, story


def check(*texts, **more):
    dossier = story(*texts, **more)
    findings = list(name_variants.check(dossier))
    return marked(dossier, findings), findings


def test_the_spelling_of_the_fewer_is_marked_with_that_of_the_others():
    marks, (finding,) = check(
        "Commissioner Nadja Okonski leads the inquiry.",
        "Nadja Okonski said that two boats were sought.",
        "Commissioner Nadja Okonsky told reporters that it was late.",
    )
    assert marks == [("three", "Okonsky")]
    assert finding.suggestion == "Okonski"
    assert finding.reason == "Harbour Wire and Evening Bell write “Okonski”, this article “Okonsky”."


def test_the_person_whom_the_house_knows_decides():
    marks, (finding,) = check(
        "Commissioner Nadja Okonski leads the inquiry.",
        "Nadja Okonsky said that two boats were sought.",
        people=[KnownPerson("Nadja Okonsky")],
    )
    assert marks == [("one", "Okonski")]
    assert finding.suggestion == "Okonsky"


def test_a_variant_is_marked_once_in_an_article():
    marks, _ = check(
        "Nadja Okonski spoke. Nadja Okonski left.",
        "Nadja Okonski spoke.",
        "Nadja Okonsky spoke. Then Nadja Okonsky left.",
    )
    assert marks == [("three", "Okonsky")]


def test_two_people_with_one_surname_are_two_people():
    assert (
        check("Piet Halvorsen lent the boat. Gerda Halvorsen, no relation, sailed it.", "Gerda Halvorsen sailed.")[0]
        == []
    )


def test_accents_capitals_and_titles_make_no_variant():
    assert check("Simão Palheta spoke.", "Simao Palheta spoke.", "Chief Simão Palheta spoke.")[0] == []


def test_a_spelling_that_the_model_takes_for_no_person_is_found_beside_the_first_name():
    text = "The goals came late. {} has six of them. Nobody stops her."
    marks, _ = check(*(text.format(name) for name in ("Mio Takahara", "Mio Takahara", "Mio Takahora")))
    assert marks == [("three", "Takahora")]


def test_a_surname_alone_that_differs_in_one_letter_is_marked():
    marks, (finding,) = check(
        "Nadja Okonski leads the inquiry. Two boats were sought, Okonski said.",
        "Nadja Okonski said that two boats were sought.",
        "Two boats were sought, and Okonsky told the harbour so.",
    )
    assert marks == [("three", "Okonsky")]
    assert finding.suggestion == "Okonski"


def test_brothers_and_sisters_with_like_names_in_one_article_are_two_people():
    text = "Selma Ruolo cut the ribbon. Her sister Selda Ruolo held the scissors."
    assert check(text, text, "Selma Ruolo cut the ribbon.")[0] == []


def test_words_made_of_a_name_are_no_variants_of_it():
    assert check("North Velden is quiet. North Veldener boats sail.", "North Velden is quiet.")[0] == []
    assert check("Austria votes.", "Austria votes.", "Austrian voters went.")[0] == []


def test_a_name_behind_a_title_is_compared_also_in_one_article():
    text = "Commissioner Nadja Okonski leads the inquiry. Ms Okonski was late, police said. {} told reporters so."
    assert check(text.format("Ms Okosnki"))[0] == [("one", "Okosnki")]
    assert check(text.format("Commissioner Okonski"))[0] == []
    assert check(text.format("Commissioner Piet Okonska, no relation,") + " Mr Okonska left.")[0] == []


def test_the_form_that_stands_alone_more_often_is_the_usual_one():
    marks, _ = check(
        "Commissioner Nadja Okonsky leads the inquiry.",
        "Commissioner Nadja Okonski told reporters so. Okonski said that it was late. Police drove Okonski home.",
    )
    assert marks == [("one", "Okonsky")]


def test_one_body_and_several_are_no_variants():
    assert check("The Harbour Authority spoke.", "Harbour Authorities spoke.", "Harbour Authorities slept.")[0] == []


def test_two_names_of_one_city_are_a_matter_of_style():
    texts = "Talks in Kyiv began on Monday.", "The talks in Kyiv went on.", "The talks were held in Kiev."
    marks, (finding,) = check(*texts)
    assert marks == [("three", "Kiev")]
    assert finding.severity == "minor"
    assert finding.suggestion == "Kyiv"
    assert check(*texts[:2], "The talks were held in Kyiv, which Russians call Kiev.")[0] == []
    assert check("The fair is in New York.", "The fair is in New York City.", "The fair is in New York.")[0] == []
