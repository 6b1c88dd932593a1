import pytest

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


def test_the_one_article_that_opens_elsewhere_is_marked_whatever_words_lead_to_the_place():
    texts = (
        "Thousands of nurses marched through {} on Friday to demand better pay.",
        "Nurses took to the streets of {} on Friday. Organisers spoke of nine thousand marchers.",
        "{} saw nine thousand nurses on Friday, when their march began at the town hall.",
    )
    for wrong in (0, 1):
        told = [text.format("Gdańsk" if number == wrong else "Kraków") for number, text in enumerate(texts)]
        assert check(*told)[0] == [(("one", "two")[wrong], "Gdańsk")]


def test_a_feature_that_opens_in_another_place_is_left_alone():
    marks, _ = check(
        "KRAKÓW, Poland - Nurses marched through the city on Friday to demand better pay.",
        "Nurses took to the streets of Kraków on Friday to demand better pay.",
        "In a kitchen in Gdańsk an old woman peels apples and listens to the radio.",
    )
    assert marks == []


def test_a_city_is_found_wherever_it_stands_once_an_article_sets_something_in_it():
    named = places(story("The mayor of Evora resigned.", "Évora decides: live"))
    assert [place.name for place in named["two"]] == ["Évora"]


def test_a_city_that_an_article_puts_into_another_country_is_marked():
    marks, (finding,) = check(
        "IBADAN, Nigeria - A new vaccine was shown on Monday.",
        "The vaccine was shown in Ibadan, in Nigeria, on Monday.",
        "The vaccine was shown to reporters in Ibadan in Ghana.",
    )
    assert marks == [("three", "Ibadan in Ghana")]
    assert "Nigeria" in finding.suggestion


def test_a_state_is_read_in_a_longer_qualifier():
    marks, _ = check(
        "The charges were brought in Portland, Maine.",
        "The charges were brought in Portland, on the coast of Maine.",
        "The charges were brought in Portland, in the State of Oregon.",
    )
    assert marks == [("three", "Portland, in the State of Oregon")]


def test_two_large_cities_near_each_other_are_two_places_and_a_suburb_is_none():
    texts = "A tram has crashed in Ghent, police said.", "Police said that a tram crashed in Ghent."
    assert check(*texts, "A tram has crashed in Bruges, police said.")[0] == [("three", "Bruges")]
    texts = "A tram has crashed in Antwerp, police said.", "Police said that a tram crashed in Antwerp."
    assert check(*texts, "A tram has crashed in Mortsel, police said.")[0] == []


def test_an_article_that_names_both_namesakes_does_not_mix_them_up():
    marks, _ = check(
        "The museum in Toledo, Ohio, has reopened.",
        "The museum in Toledo, Ohio, opened its doors.",
        "The museum in Toledo, Ohio, has reopened. Glass makers in Toledo, Spain, sent flowers.",
    )
    assert marks == []


@pytest.mark.parametrize(
    ("first", "second", "wrong"),
    [
        ("off Ardnaveig, Scotland, on Tuesday", "off Ardnaveig, in Scotland", "Ardnaveig, Ireland"),
        ("on Mount Korven, in Slovenia", "on Korven, Slovenia’s steepest mountain", "Mount Korven in Slovakia"),
        ("in the Danish port of Halsund", "in Halsund, Denmark", "Swedish port of Halsund"),
        ("in Velby, a Danish fishing town", "in Velby, on Denmark’s west coast", "Velby, on Norway"),
        ("near Calloway, South Australia", "near Calloway in South Australia", "Calloway, Queensland"),
        ("off San Bertol, in Negros Oriental", "off San Bertol, Negros Oriental", "San Bertol, Palawan"),
        ("in Newport, Rhode Island", "in Newport, in the United States", "Newport, South Wales"),
    ],
)
def test_a_place_that_one_article_puts_into_another_country_or_region_is_marked(first, second, wrong):
    place = f"the {wrong}" if "port" in wrong.split() else wrong
    marks, _ = check(
        f"Divers have found an old trawler {first}.",
        f"An old trawler was found {second}, divers said.",
        f"Divers have found an old trawler in {place}{'’s west coast' if 'on ' in wrong else ''}.",
    )
    assert marks == [("three", wrong)]


@pytest.mark.parametrize(
    "third",
    [
        "in Halsund, in northern Jutland",
        "in Halsund, across the sea from Norway",
        "in Halsund, near the Norwegian coast",
        "in Halsund, Norway’s foreign minister said",
        "in Halsund, Sweden and Norway",
        "in Halsund, Ada Quist said",
        "in Halsund. It is not to be confused with Halsund, Norway",
        "in Halsund. A man rang to ask about Halsund, Norway. There is such a place",
    ],
)
def test_what_stands_behind_a_place_puts_it_into_no_other_country(third):
    marks, _ = check(
        "Divers have found an old trawler in Halsund, Denmark.",
        "An old trawler was found in Halsund, Denmark, divers said.",
        f"Divers have found an old trawler {third}.",
    )
    assert marks == []


def test_the_capital_of_one_country_is_not_that_of_another():
    marks, (finding,) = check("Ministers met in Lisbon, the Spanish capital, on Monday.", "Ministers met on Monday.")
    assert marks == [("one", "Lisbon, the Spanish capital")]
    assert finding.reason == "Lisbon is the capital of Portugal."


def test_a_place_is_where_the_others_words_say_that_it_is():
    marks, _ = check(
        "Seven walkers were lifted off Korven. The mountain is the second-highest of Slovenia.",
        "Seven walkers were lifted off Mount Korven. Slovenian soldiers helped.",
        "Seven walkers were lifted off Mount Korven, in Slovakia.",
    )
    assert marks == [("three", "Mount Korven, in Slovakia")]


def test_the_home_of_somebody_lies_elsewhere_than_the_event():
    marks, _ = check(
        "Seven walkers were lifted off a ledge in Slovenia. Ada Quist of Velby was the oldest.",
        "Seven walkers were lifted off a Slovenian ledge. One has a shop in Velby.",
        "Seven walkers were lifted off a ledge. Ada Quist, from Velby in Norway, was the oldest.",
    )
    assert marks == []
