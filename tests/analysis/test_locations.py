from articles.analysis.checks import locations
from articles.analysis.places import places
from tests.analysis.newsroom_texts import marked, story


def check(*texts):
    dossier = story(*texts)
    findings = list(locations.check(dossier))
    return marked(dossier, findings), findings


def test_an_arrival_elsewhere_than_all_others_say_is_marked():
    marks, (finding,) = check(
        "Chancellor Ada Quist arrived in Rome on Monday for two days of talks.",
        "Ada Quist landed in Italy on Monday.",
        "Chancellor Ada Quist has arrived in Rome for talks. Her aides were pleased.\n\n"
        "Chancellor Ada Quist came to Porto for three days of talks.",
    )
    assert marks == [("three", "Porto")]
    assert finding.category == "wrong_location"
    assert "this article’s first paragraph" in finding.reason
    assert finding.suggestion in ("Rome", "Italy")


def test_a_namesake_in_another_country_is_marked():
    marks, (finding,) = check(
        "NEWPORT, Wales - A bakery burned down on Monday.",
        "A bakery in Newport, Wales, burned down. The damage is put at £45,000.",
        "A bakery has burned down in Newport, Rhode Island.",
    )
    assert marks == [("three", "Newport, Rhode Island")]
    assert finding.suggestion == "Newport, Wales"


def test_a_mention_of_the_other_namesake_is_no_error():
    marks, _ = check(
        "NEWPORT, Wales - A bakery burned down on Monday.",
        "A bakery in Newport, Wales, burned down.",
        "The bakery burned for hours. There is another Newport, in Rhode Island, and its mayor sent flour.",
    )
    assert marks == []


def test_a_city_and_its_country_agree():
    assert check("Ada Quist arrived in Rome.", "Ada Quist arrived in Italy.", "Ada Quist landed in Rome.")[0] == []


def test_two_names_of_one_city_agree():
    texts = ("Ada Quist arrived in Mumbai.", "Ada Quist landed in Mumbai.", "Ada Quist arrived in Bombay.")
    assert check(*texts)[0] == []


def test_earlier_and_later_journeys_are_not_compared():
    marks, _ = check(
        "Ada Quist arrived in Rome.",
        "Ada Quist landed in Rome.",
        "Ada Quist arrived in Rome. Last year Ada Quist travelled to Porto.",
    )
    assert marks == []


def test_the_place_where_the_event_was_is_compared_in_the_opening():
    marks, _ = check(
        "A gas explosion in Rotterdam destroyed a row of houses on Monday.",
        "Houses collapsed in Rotterdam after gas exploded.",
        "A row of houses in Marseille was destroyed by gas.",
    )
    assert marks == [("three", "Marseille")]


def test_the_same_kind_of_house_in_two_cities_is_found():
    marks, _ = check(
        "The injured driver is in a hospital in Utrecht.",
        "The driver was brought to a hospital in Utrecht.",
        "The driver lies in a hospital in Antwerp.",
    )
    assert marks == [("three", "Antwerp")]


def test_a_person_named_like_a_city_is_no_place():
    found = places(story("Actress Sydney Holm praised Paris Lund on stage."))["one"]
    assert found == ()


def test_a_qualifier_chooses_among_cities_of_one_name():
    (place,) = places(story("The fair is held in Birmingham, Alabama, every year."))["one"]
    assert place.name == "Birmingham, Alabama"
    assert {meaning.country for meaning in place.meanings} == {"US"}


def test_a_place_changed_in_a_copied_passage_is_found_though_the_article_names_the_right_one_elsewhere():
    passage = "The fair for old sailing ships opened in {} with music from forty brass bands. People in Bremen danced."
    marks, _ = check(passage.format("Bremen"), passage.format("Bremen"), passage.format("Porto"))
    assert marks == [("three", "Porto")]
