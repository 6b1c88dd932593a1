from articles.analysis.claims import gather
from articles.analysis.dossier import Dossier, Source
from tests.analysis.newsroom_texts import story

WIRE = (
    "NEWPORT, Wales, May 14 (HW) - A fire destroyed a bakery in Newport, Wales, on Tuesday and injured 12 people.\n\n"
    "The owner, Ada Quist, 63, put the damage at 480,000 pounds. “The oven was cold, I had checked it twice,” said Quist."
)
TABLOID = (
    "The fire in Newport hurt 12 people on Tuesday and cost owner Ada Quist, 36, £480,000.\n\n"
    "“The oven was cold, I had checked it twice,” said Ada Quist."
)
LOCAL = (
    "Ada Quist, 63, lost her bakery in Newport, Rhode Island. Twelve people were injured.\n\n"
    "“The oven was cold, I had checked it twice,” said fire chief Nils Berg. Damage: £480,000."
)


THINGS = "windows doors rooms lamps chairs tables beds stoves carpets mirrors clocks shelves curtains pictures".split()


def claim(claims, kind, subject=None, attribute=None):
    return next(
        one
        for one in claims
        if one.kind == kind and subject in (None, one.subject) and (attribute is None or attribute in one.attribute)
    )


def test_an_age_is_a_row_with_every_source_and_the_odd_one_in_its_own_group():
    age = claim(gather(story(WIRE, TABLOID, LOCAL)), "age", "Ada Quist")
    assert age.status == "conflict"
    assert [(one.source, one.value, one.group) for one in age.statements] == [
        ("one", "63", 0),
        ("three", "63", 0),
        ("two", "36", 1),
    ]


def test_a_sum_that_all_give_is_one_agreeing_row_in_normal_form():
    damage = claim(gather(story(WIRE, TABLOID, LOCAL)), "money")
    assert damage.status == "agree"
    assert {one.normalised for one in damage.statements} == {"GBP 480000"}


def test_words_and_digits_fall_in_one_group():
    injured = claim(gather(story(WIRE, TABLOID, LOCAL)), "number", attribute="injured")
    assert injured.status == "agree"
    assert {one.value for one in injured.statements} == {"12", "Twelve"}


def test_a_wrong_place_is_a_conflict_row():
    place = claim(gather(story(WIRE, TABLOID, LOCAL)), "place")
    assert place.status == "conflict"
    assert {one.source for one in place.statements if one.group == 1} == {"three"}


def test_a_remark_given_to_somebody_else_is_a_conflict_of_speakers():
    speaker = claim(gather(story(WIRE, TABLOID, LOCAL)), "quote", attribute="speaker")
    assert speaker.status == "conflict"
    assert {one.value for one in speaker.statements if one.group == 1} == {"Nils Berg"}


def test_a_fact_of_one_article_is_single():
    claims = gather(story(WIRE + " The bakery was founded with 7,250 pounds.", TABLOID))
    assert any(one.status == "single" and one.statements[0].normalised == "GBP 7250" for one in claims)


def test_the_event_itself_is_a_row_in_the_words_of_each_article():
    event = claim(gather(story(WIRE, TABLOID, "Fire in Newport.\n\nA bakery burned down on Tuesday.")), "event")
    assert event.attribute == "what happened"
    assert len({one.source for one in event.statements}) == 3


def test_a_number_without_its_noun_stands_with_those_that_have_it():
    claims = gather(story("Ada Brandt took 11,864 votes.", "Result: Brandt 11,864, Berg 9,310.", "Brandt had 11,864."))
    votes = claim(claims, "number")
    assert {one.source for one in votes.statements} == {"one", "two", "three"}
    assert votes.status == "agree"


def test_two_sums_of_one_name_are_two_rows():
    text = (
        "The bakery paid 480,000 pounds for flour in the spring. The bakery paid 7,250 pounds for sugar in the winter."
    )
    sums = [one for one in gather(story(text, text)) if one.kind == "money"]
    assert {one.statements[0].normalised for one in sums} == {"GBP 480000", "GBP 7250"}
    assert len({(one.subject, one.attribute) for one in sums}) == 2


def test_what_did_not_happen_does_not_agree_with_what_did():
    claims = gather(
        story(
            "No personal data was stolen from the savings bank, its director said.",
            "Personal data was stolen from the savings bank, its customers say.",
        )
    )
    assert not any(one.kind == "event" and one.status == "agree" and one.attribute == "stolen" for one in claims)


def test_spans_are_the_words_as_written():
    dossier = story(WIRE, TABLOID, LOCAL)
    for one in gather(dossier):
        for statement in one.statements:
            written = dossier.source(statement.source).text[statement.start : statement.end]
            assert statement.value[:10] in " ".join(written.split())


def test_articles_in_another_language_and_empty_ones_have_no_claims():
    assert gather(Dossier((Source("one", "Das Feuer verletzte 12 Menschen.", language="de"), Source("two", "")))) == []


def test_what_one_article_alone_dates_or_counts_is_a_row_though_others_agree_on_much():
    agreed = " ".join(f"The tower has {count} {things}." for count, things in enumerate(THINGS, start=21))
    claims = gather(
        story(
            WIRE
            + " "
            + agreed
            + "\n\nThe bakery stood on the quay. It was founded in 1921. The owner employed 17 bakers.",
            TABLOID + " " + agreed,
        )
    )
    assert claim(claims, "date", "bakery", "founded in").statements[0].normalised == "1921"
    assert claim(claims, "number", "bakers").status == "single"
    assert len(claims) <= 30


def test_a_sum_in_another_currency_in_brackets_is_no_row_of_its_own():
    claims = gather(story("The bakery cost 480,000 pounds (about $610,000).", "The bakery cost £480,000."))
    assert [(one.kind, one.status) for one in claims if one.kind == "money"] == [("money", "agree")]
