from articles.analysis.checks import quotes
from tests.analysis.newsroom_texts import marked, story

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


def test_where_only_two_articles_have_it_the_mark_is_a_soft_one():
    _, (finding,) = check(RIGHT, RIGHT.replace("came home", "got home"))
    assert (finding.severity, finding.suggestion) == ("minor", None)
    assert finding.confidence <= 0.5


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
