import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.analysis.dates import dates, times
from articles.analysis.numerals import numerals, word_value
from articles.analysis.quantities import bare_numbers, quantities
from tests.analysis.newsroom_texts import story

ANY_TEXT = st.text(alphabet="0123456789.,-£$€% aehiklnortuy MJ\nmTw:½’", max_size=120)


def the(text):
    (quantity,) = quantities(story(text).sources[0])
    return quantity


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1,170", 1170),
        ("27.4 million", 27_400_000),
        ("three hundred and forty", 340),
        ("ninety-one", 91),
        ("two and a half million", 2_500_000),
        ("half a million", 500_000),
        ("a dozen", 12),
        ("two dozen", 24),
        ("1\u00a0170", 1170),
        ("4.300", 4300),
        ("0.714", 0.714),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(written, value):
    (numeral,) = numerals(f"They counted {written} of them")
    assert numeral.value == value


@given(st.integers(min_value=1, max_value=999_999_999))
def test_a_number_with_thousands_marks_is_read_back_with_its_exact_span(number):
    text = f"They counted {number:,} things."
    (numeral,) = numerals(text)
    assert numeral.value == number
    assert text[numeral.start : numeral.end] == f"{number:,}"


@given(ANY_TEXT)
def test_spans_lie_in_the_text_and_in_order(text):
    for found in (numerals(text), dates(text), times(text)):
        spans = [(one.start, one.end) for one in found]
        assert all(0 <= start < end <= len(text) for start, end in spans)
        assert spans == sorted(spans)


@given(st.dates(min_value=__import__("datetime").date(1600, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)))
def test_a_date_is_read_back_with_its_exact_span(day):
    written = f"{day:%A}, {day.day} {day:%B} {day.year}"
    (found,) = dates(f"It began on {written}.")
    assert (found.start, found.end) == (12, 12 + len(written))
    assert found.on(None) == day
    assert found.weekday == day.weekday()


@pytest.mark.parametrize("written", ["14 May 2024", "May 14, 2024", "the 14th of May 2024", "2024-05-14"])
def test_the_orders_of_a_date_are_one(written):
    (found,) = dates(f"It opened on {written}.")
    assert (found.year, found.month, found.day) == (2024, 5, 14)


def test_may_and_march_are_months_only_where_they_can_be():
    assert not dates("They may march. May I? We march on.")
    assert [found.month for found in dates("It opened in May and closed in March.")] == [5, 3]


@pytest.mark.parametrize(
    ("written", "minutes"),
    [("3:20 a.m.", 200), ("3.20am", 200), ("a quarter past three", 195), ("noon", 720), ("18:05", 1085)],
)
def test_clock_times_are_read(written, minutes):
    (found,) = times(f"It began at {written} sharp")
    assert found.minutes == minutes


def test_units_and_currencies_are_brought_together():
    assert the("The bridge is 3 km long.").agrees(the("The bridge is 3,000 metres long."))
    assert the("It covers 2,700 hectares.").agrees(the("It covers 10.4 square miles."))
    assert the("It cost £27.4 million.").agrees(the("It cost 27.4 million pounds."))
    assert the("It took two years and five months.").agrees(the("It took 29 months."))
    assert not the("It covers 2,700 hectares.").agrees(the("It covers 7,200 hectares."))


def test_rounded_numbers_agree_with_precise_ones():
    assert the("About 1,200 people came.").agrees(the("They counted 1,170 people."))
    assert the("Nearly 5,000 people came.").agrees(the("They counted 4,840 people."))
    assert the("At least 50 people came.").agrees(the("They counted 60 people."))
    assert not the("There were 12 people.").agrees(the("There were 21 people."))


def test_a_range_holds_its_values():
    quantity = the("Between 10 and 15 people came.")
    assert (quantity.low, quantity.high) == (10, 15)


@pytest.mark.parametrize("written", ["$2.5 to $3.5 million", "$2.5-3.5 million", "$2.5 million to $3.5 million"])
def test_both_ends_of_a_range_have_its_scale(written):
    quantity = the(f"It cost {written}.")
    assert (quantity.low, quantity.value) == (2_500_000, 3_000_000)


def test_speeds_in_any_units_agree():
    assert the("He drove at 62 kilometers an hour.").agrees(the("He drove at 38 miles an hour."))
    assert the("Winds of 62 km/h.").agrees(the("Winds of 33.5 knots."))


def test_two_sides_are_one_size():
    assert the("A canvas of 62 by 81 centimetres.").agrees(the("A 62cm x 81cm canvas."))
    assert not the("A canvas of 62 by 81 centimetres.").agrees(the("A canvas of 62 by 18 centimetres."))


@pytest.mark.parametrize(
    "written", ["a 6.3 quake", "a quake of magnitude 6.3", "a 6.3-magnitude quake", "6.3 on the Richter scale"]
)
def test_the_strength_of_an_earthquake_is_a_measure(written):
    quantity = the(f"It was {written}.")
    assert (quantity.unit, quantity.value) == ("magnitude", 6.3)


def test_two_dozen_may_be_26_and_may_not_be_34():
    assert the("Two dozen people came.").agrees(the("They counted 26 people."))
    assert not the("Two dozen people came.").agrees(the("They counted 34 people."))


def test_numbers_without_a_noun_are_kept_apart_and_years_and_times_are_none():
    source = story("07.40 Brandt had 11,864 in 1998.").sources[0]
    assert [quantity.value for quantity in bare_numbers(source)] == [11_864]


def test_numbers_that_name_things_are_no_quantities():
    assert quantities(story("The number 9 tram stops at gate 12. Page 3 has more.").sources[0]) == ()


def test_words_that_are_no_number_have_no_value():
    assert word_value("and") is None
    assert word_value("hundred and") is None


def test_one_in_eight_is_a_percentage():
    assert the("One in eight patients had a fever.").agrees(the("Some 12 per cent had a fever."))
    assert the("Two thirds of it are loans.").agrees(the("Loans are 66.7 percent of it."))
    assert not the("One in three patients had a fever.").agrees(the("Some 12 per cent had a fever."))


def _numbers_of(text):
    source = story(text).sources[0]
    return [(found.noun, found.value) for found in quantities(source) if found.kind == "count"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The head of the 48-bed marvel wept.", ("bed", 48)),
        ("Residents, 9,100 in all, stayed at home.", ("people", 9100)),
        ("The 12-storey tower fell.", ("storey", 12)),
    ],
)
def test_a_noun_joined_by_a_hyphen_or_in_front_is_what_is_counted(text, counted):
    assert counted in _numbers_of(text)


def test_the_time_of_an_entry_of_a_live_blog_is_no_end_of_a_range():
    text = "12.15 – Forty tonnes of solvent burned.\n\n12.40 – Windows may be opened.\n\n14.05 – It is over.\n"
    assert [found.value for found in quantities(story(text).sources[0]) if found.unit == "weight"] == [40_000]
