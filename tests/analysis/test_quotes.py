import pytest

from articles.analysis.checks import quotes
from tests.analysis.newsroom_texts import marked, story

QUOTED = "“The rudder failed us twice, and we still came home,”"
RIGHT = "“The rudder failed us twice, and we still came home,” said Captain Ivo Brandt."


def check(*texts):
    dossier = story(*texts)
    findings = list(quotes.check(dossier))
    return marked(dossier, findings), findings


def test_a_quotation_in_other_words_than_two_articles_have_is_marked_with_theirs():
    altered = "“The rudder broke on us twice, and we still came home,” said Captain Ivo Brandt."
    marks, (finding,) = check(RIGHT, RIGHT, altered)
    assert marks == [("three", "“The rudder broke on us twice, and we still came home,”")]
    assert finding.suggestion == "“The rudder failed us twice, and we still came home,”"
    assert finding.reason.startswith("Harbour Wire and Evening Bell quote this in other words: “The rudder failed us")
    assert finding.severity == "major"


def test_a_quotation_given_to_somebody_else_is_marked_with_its_speaker():
    marks, (finding,) = check(
        RIGHT,
        "Captain Ivo Brandt said: “The rudder failed us twice, and we still came home.”",
        "“The rudder failed us twice, and we still came home,” said the mayor, Clara Dunn.",
    )
    assert marks == [("three", "“The rudder failed us twice, and we still came home,” said the mayor, Clara Dunn")]
    assert finding.reason == "Harbour Wire and Evening Bell give this quotation to Ivo Brandt, not to Clara Dunn."
    assert finding.suggestion == "“The rudder failed us twice, and we still came home,” said Captain Ivo Brandt"


def test_one_article_that_quotes_one_remark_in_two_ways_is_marked_at_the_second():
    marks, (finding,) = check(
        "Captain Ivo Brandt said: “We are ready to talk about the pier, but the talks must include every town.”\n\n"
        "According to Harbour Wire, Ivo Brandt said: “We are ready to speak about the pier, but talks must include all "
        "the towns.”"
    )
    assert marks == [("one", "“We are ready to speak about the pier, but talks must include all the towns.”")]
    assert "before in other words" in finding.reason


def test_where_only_two_articles_have_it_both_sides_are_shown_as_an_undecided_contradiction():
    marks, findings = check(RIGHT, RIGHT.replace("came home", "got home"))
    assert marks == [("two", QUOTED.replace("came home", "got home")), ("one", QUOTED)]
    assert {(one.category, one.severity, one.suggestion) for one in findings} == {
        ("contradiction_between_sources", "minor", None)
    }
    assert max(one.confidence for one in findings) <= 0.5


def test_where_two_articles_name_two_speakers_both_sides_are_shown():
    marks, findings = check(RIGHT, f"{QUOTED} said the mayor, Clara Dunn.")
    assert marks == [("two", f"{QUOTED} said the mayor, Clara Dunn"), ("one", f"{QUOTED} said Captain Ivo Brandt")]
    assert [one.reason for one in findings] == [
        "Harbour Wire gives this quotation to Ivo Brandt, not to Clara Dunn.",
        "Evening Bell gives this quotation to Clara Dunn, not to Ivo Brandt.",
    ]


def test_parts_contractions_and_other_remarks_are_left_alone():
    assert check(
        "“We are glad that it’s over, and we will not sail again this year,” said Captain Ivo Brandt.",
        "Captain Ivo Brandt said that “it is over, and we won’t sail again this year”.",
        "“We will not sail again this year,” said Ivo Brandt. “My dog knows the harbour better than I do,” he said.",
    ) == ([], [])


def test_a_pronoun_is_no_proof_of_another_speaker():
    marks, _ = check(
        RIGHT,
        RIGHT,
        "Mayor Clara Dunn came to the quay. “The rudder failed us twice, and we still came home,” he told her.",
    )
    assert marks == []


def test_what_is_left_out_put_in_or_spelled_otherwise_is_no_other_wording():
    assert check(
        "“The harbour lost six metres of its wall, and nobody at the council has said sorry,” said Ivo Brandt.",
        "“The harbor lost 6 meters of its wall, and nobody at the council has said sorry,” said Ivo Brandt.",
        "Ivo Brandt said: “The harbour lost six metres … and nobody at the [town] council has said sorry.”",
    ) == ([], [])


def test_a_translation_in_another_tense_is_no_other_wording():
    assert check(
        RIGHT, RIGHT, "“The rudder had failed us twice, and we have still come home,” said Captain Ivo Brandt."
    ) == ([], [])


def test_a_lost_not_is_another_wording():
    marks, _ = check(
        *["“We would be mad not to sail with such a wind,” said Captain Ivo Brandt."] * 2,
        "“We would be mad to sail with such a wind,” said Captain Ivo Brandt.",
    )
    assert marks == [("three", "“We would be mad to sail with such a wind,”")]


def test_a_surname_that_two_people_have_proves_no_other_speaker():
    bare = RIGHT.replace("Captain Ivo ", "") + " Ivo Brandt and Jan Brandt are cousins."
    assert check(RIGHT, RIGHT + " His cousin Jan Brandt wept.", bare) == ([], [])


def test_whoever_is_told_or_named_beside_the_speaker_is_no_speaker():
    quotation = "“The rudder failed us twice, and we still came home,”"
    assert check(
        RIGHT,
        RIGHT,
        f"{quotation} the captain told Clara Dunn.",
        f"{quotation} said the deputy of Clara Dunn.",
        f"Ivo Brandt told Clara Dunn: {quotation}",
    ) == ([], [])


def test_what_anybody_says_is_no_quotation_of_somebody_else():
    assert check(
        "“We are very happy now,” said Captain Ivo Brandt.",
        "“We are very happy now,” said Captain Ivo Brandt. “We are very happy now,” said the mayor, Clara Dunn.",
    ) == ([], [])


DUNN = f"{QUOTED} said Clara Dunn, the harbour master."


@pytest.mark.parametrize(
    "others",
    [
        [
            f"Captain Ivo Brandt thanked his crew. {QUOTED} he said.",
            f"Ivo Brandt was tired. {QUOTED} he told reporters.",
        ],
        [f"Captain Ivo Brandt brought the ferry in.\n\n{QUOTED} the captain said.", RIGHT],
        ["Ivo Brandt, the captain: “The rudder failed us twice, and we still came home.”", RIGHT],
        [RIGHT.replace("“", "‘").replace("”", "’"), RIGHT],
    ],
    ids=["pronouns", "a role", "a colon", "single marks"],
)
def test_pronouns_roles_and_colons_tell_who_spoke(others):
    marks, _ = check(*others, DUNN)
    assert marks == [("three", f"{QUOTED} said Clara Dunn")]


def test_a_role_that_one_person_has_can_be_the_wrong_speaker():
    marks, _ = check(
        f"The captain, Ivo Brandt, was tired. Clara Dunn, the harbour master, met him.\n\n{QUOTED} Mr Brandt said.",
        RIGHT,
        f"Clara Dunn, the harbour master, met the captain, Ivo Brandt, on the quay.\n\n{QUOTED} the harbour master said.",
    )
    assert marks == [("three", f"{QUOTED} the harbour master")]


def test_a_pronoun_fits_him_or_her_by_what_the_articles_say_of_them():
    his = "Captain Ivo Brandt met Clara Dunn on the quay. He was pale. " + f"{QUOTED} he said."
    marks, _ = check(
        his, his.replace("pale", "tired"), f"{QUOTED} said Clara Dunn, who was there with her dog. She laughed."
    )
    assert marks == [("three", f"{QUOTED} said Clara Dunn")]


def test_two_remarks_of_one_speaker_that_sound_alike_are_two():
    broken = "“I no see nothing in night,” he told the court. “I see all in morning.” Luka Baric is 40."
    rebuilt = "“We will rebuild the school,” said mayor Rui Matos."
    assert check(broken, broken) == ([], [])
    assert check(f"{rebuilt} “We will rebuild the church.”", rebuilt, rebuilt.replace("school", "church")) == ([], [])
    assert check(
        "“We will not close the school this year,” said mayor Rui Matos.\n\nTeachers cheered.\n\nThen he spoke of the "
        "hospital. “We will not close the hospital this year,” he said."
    ) == ([], [])


def test_a_part_that_two_wordings_have_decides_nothing():
    whole = "“We still call this a rescue; nobody here has used the other word,” said Commodore Aurora Lee."
    marks, _ = check(
        whole,
        "“We still call this a rescue,” said Aurora Lee.",
        whole.replace("nobody", "everybody"),
        whole,
    )
    assert [source for source, _ in marks] == ["three"]


def test_an_altered_stretch_of_a_long_quotation_is_found():
    long = (
        "“The bridge was safe when we inspected it in March, and nothing that we have seen since then has made us change "
        "our view of it,” said engineer Lea Frost."
    )
    marks, _ = check(long, long, "“The bridge was unsafe when we inspected it in March,” said engineer Lea Frost.")
    assert marks == [("three", "“The bridge was unsafe when we inspected it in March,”")]


def test_another_translation_is_a_soft_note():
    altered = (
        "“The rudder broke on us twice, and we still got home,” Ivo Brandt said in Norwegian, through an interpreter."
    )
    _, (finding,) = check(RIGHT, RIGHT, altered)
    assert (finding.severity, finding.suggestion) == ("minor", None)


def test_what_two_politicians_say_in_the_same_few_words_is_nobodys():
    said = "“Our thoughts are with the families,” said mayor Rui Matos."
    assert check(said, said.replace("mayor Rui Matos", "minister Omar Sy")) == ([], [])


def test_whatever_somebody_does_right_behind_a_quotation_is_speaking():
    marks, _ = check(RIGHT, RIGHT, f"{QUOTED} thundered Mayor Clara Dunn.")
    assert [source for source, _ in marks] == ["three"]


def test_the_only_words_that_an_article_has_of_a_speaker_are_what_all_others_quote():
    ceiling = "“A child should not have to look at a ceiling and see only a ceiling,” said Doctor Lea Frost."
    marks, _ = check(
        ceiling, ceiling, ceiling, "“No kid of ours is going to be bored by a ceiling again,” said Doctor Lea Frost."
    )
    assert [source for source, _ in marks] == ["four"]
