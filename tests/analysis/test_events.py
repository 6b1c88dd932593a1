from articles.analysis.events import role_bearers, role_rows
from tests.analysis.newsroom_texts import story


def sides(*texts):
    """The sources of each side of the role of the person whom the articles name."""
    (row,) = role_rows(story(*texts))
    return [group.sources for group in row.groups]


def test_two_offices_that_nobody_has_at_once_are_a_dispute():
    assert sides(
        "Prime Minister Helga Brandt spoke on Monday.",
        "Helga Brandt, the prime minister, spoke.",
        "President Helga Brandt spoke on Monday.",
    ) == [{"one", "two"}, {"three"}]


def test_roles_that_go_together_are_none():
    assert len(sides("Helga Brandt, a retired nurse, spoke.", "Helga Brandt, the winner, spoke.")) == 1
    assert len(sides("Former president Helga Brandt spoke.", "Senator Helga Brandt spoke.")) == 1
    assert len(sides("Prime Minister Helga Brandt spoke.", "Helga Brandt, a former president, spoke.")) == 1


def test_the_noun_of_a_role_tells_who_has_it():
    bearers = role_bearers(story("Helga Brandt, the ship’s master, was saved."))
    assert bearers == {"master": frozenset({"Helga Brandt"})}
