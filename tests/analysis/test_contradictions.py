import pytest

from articles.analysis.checks import contradictions
from tests.analysis.newsroom_texts import marked, story


def check(*texts):
    dossier = story(*texts)
    findings = list(contradictions.check(dossier))
    return marked(dossier, findings), findings


def test_two_values_of_one_thing_are_shown_on_both_sides_and_none_is_taken():
    marks, findings = check(
        "The stolen coins have a value of 3.1 million pounds, the insurers of the castle say.",
        "The castle puts the value of the stolen coins at £2.8 million.",
    )
    assert marks == [("one", "3.1 million pounds"), ("two", "£2.8 million")]
    assert {finding.suggestion for finding in findings} == {None}
    assert findings[0].reason == "Evening Bell says “£2.8 million”. No other source decides it."


def test_approved_against_rejected_is_a_contradiction():
    marks, _ = check(
        "The council approved the plan for a wind farm on the hill.",
        "The council rejected the plan for a wind farm on the hill.",
    )
    assert [source for source, _ in marks] == ["one", "two"]


def test_a_statement_and_its_denial_contradict_each_other():
    marks, _ = check(
        "The harbour bridge was damaged by the storm on Monday.",
        "The harbour bridge was not damaged by the storm.",
    )
    assert [source for source, _ in marks] == ["one", "two"]


def test_two_ages_with_one_source_each_are_a_contradiction():
    marks, _ = check("Ivo Brandt, 63, was rescued.", "Ivo Brandt, 36, was rescued.")
    assert len(marks) == 2


def test_steps_of_one_story_do_not_contradict_each_other():
    marks, _ = check(
        "Police arrested the driver of the lorry on Monday.",
        "Police released the driver of the lorry on Tuesday.",
    )
    assert marks == []


def test_what_a_majority_decides_is_not_marked_here():
    marks, _ = check("Ivo Brandt, 63, swam.", "Ivo Brandt, 63, swam.", "Ivo Brandt, 36, swam.")
    assert marks == []


def test_wishes_and_conditions_deny_nothing():
    marks, _ = check(
        "The council approved the plan for a wind farm.",
        "The council could reject the plan for a wind farm.",
    )
    assert marks == []


def test_two_estimates_that_an_article_sets_against_each_other_are_a_dispute():
    marks, _ = check(
        "The square, in which there were 2,000 people, as her friends claim, or 800, as the police say, roared.",
        "Police counted 800 people in the square.",
        "Her campaign puts the crowd in the square at 2,000.",
    )
    assert {words for _, words in marks} == {"2,000", "800"}


def test_what_one_side_asks_and_the_other_offers_is_no_dispute():
    marks, _ = check(
        "The union asks for 9 percent more; the company has offered 4.5 percent.",
        "The company offers 4.5 percent, the union insists on 9 percent.",
    )
    assert marks == []


def test_what_was_done_and_that_none_of_it_was_done_contradict_each_other():
    marks, _ = check(
        "The crew gave out life jackets before the ferry sank.",
        "No life jackets were given out, a passenger said.",
    )
    assert [source for source, _ in marks] == ["one", "two"]


def test_a_higher_count_of_a_live_blog_is_a_dispute_and_a_lower_one_has_passed():
    live = "06:10 – A train is off the line.\n\n06:50 – {} people injured.\n\n07:30 – Buses are on the way."
    others = ("The crash of the train injured 37 people.", "Thirty-seven people were injured when the train crashed.")
    assert check(*others, live.format(12))[0] == []
    assert {words for _, words in check(*others, live.format(43))[0]} == {"37", "43"}


@pytest.mark.parametrize(
    ("one", "other", "marked_words"),
    [
        (
            "The owner said the ship carried 300 tonnes of oil.",
            "The coast guard reckons with 450 tonnes of oil.",
            "300 tonnes",
        ),
        (
            "It took the crew four hours to free the driver.",
            "His family say it took six hours to free the driver.",
            "four hours",
        ),
        ("The airline said that it had cancelled 240 flights.", "The airport counted 310 cancelled flights.", "240"),
        (
            "The ministry puts the number of homes without power at 14,000.",
            "The grid spoke of 21,000 homes without power.",
            "14,000",
        ),
        ("The tower is 88 metres tall, the architects say.", "The tower is only 83 metres high.", "88 metres"),
        ("The bus was carrying 40 people.", "There were 52 people on the bus, the company said.", "40"),
        ("Some 350 volunteers came.", "The mayor says that 500 people have helped since noon.", "350"),
        ("The talks lasted seven hours.", "The ministers talked for nine hours.", "seven hours"),
    ],
)
def test_what_two_bodies_count_or_measure_in_two_ways_is_a_dispute(one, other, marked_words):
    marks, _ = check(one, other)
    assert marks[0] == ("one", marked_words)
    assert len(marks) == 2


def test_what_two_bodies_tell_of_two_things_is_no_dispute():
    marks, _ = check(
        "The owner said the ship carried 300 tonnes of oil. Police said that four men were hurt.",
        "The coast guard took 450 tonnes of coal off a barge. A doctor said that two men were shot in a bar.",
    )
    assert marks == []
