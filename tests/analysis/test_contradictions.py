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
