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


def test_spans_are_the_words_as_written():
    dossier = story(WIRE, TABLOID, LOCAL)
    for one in gather(dossier):
        for statement in one.statements:
            written = dossier.source(statement.source).text[statement.start : statement.end]
            assert statement.value[:10] in " ".join(written.split())


def test_articles_in_another_language_and_empty_ones_have_no_claims():
    assert gather(Dossier((Source("one", "Das Feuer verletzte 12 Menschen.", language="de"), Source("two", "")))) == []
