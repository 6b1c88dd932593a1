"""Which statements of several articles are about the same thing, whether they agree or not.

Statements meet only under one key (metres of length, people, a person's age). Those that agree come together first;
then groups that differ are put against each other where their words say that both mean the same thing. The work is
bounded for every key, so fifty articles cost no more than ten times as much as five.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from articles.analysis.context import Context, shared_weight, similarity

# Likeness of contexts (0 to 1) and weight of what they share, from which statements of one value are one fact ...
SAME_LIKENESS, SAME_SHARED = 0.2, 0.5
# ... from which statements of different values are, where one attribute (length, killed) is known for both ...
RIVAL = 0.3, 1.0
# ... where both hang on the same words in two ways (see `anchors`: the same noun and the same verb) ...
TIED = 0.2, 0.7
# ... or in one ...
LINKED = 0.35, 1.2
# ... in one, where each source gives one such value alone ...
ALONE = 0.25, 1.0
# ... from which short sentences say nothing else, however little that is ...
NEARLY_EQUAL = 0.9
# ... where none of this is so ...
STRANGER = 0.5, 2.2
# ... and where one value looks like the other mistyped, or both sources give one value alone of the attribute.
MISTYPED = 0.15, 0.4
# ... where two bodies each give a value of their own, of one size (with a tie or an attribute in common, MISTYPED does) ...
CLAIMED = 0.35, 1.0
# ... and in sentences that one source has nearly word for word from another, which is asked of statements that speak of
# another time or case.
COPIED = 0.8, 2.0
# ... and where one is so plainly the other's copy with another value that nothing else is asked.
WORD_FOR_WORD = 0.85, 3.0
# How sure a clash is that swapped digits alone tell, one of values without words in common, and one that an article tells of.
SWAPPED_SCORE, ALONE_SCORE, COPIED_SCORE, REPORTED_SCORE = 0.1, 0.05, 4.0, 5.0
# How many times larger one of two values may be that nothing but their noun or attribute puts against each other.
COMPARABLE = 2.5
# Attributes that a story gives of one thing alone: the crowd that came, the staff of the house, those on board, who helped.
OF_ONE_THING = frozenset({"attendance", "employed", "aboard", "helping"})
# Verbs that only lead from a thing to its measure.
_MEASURING = frozenset({"last", "cost", "weigh", "measurement"})
# The background of a statement of an unknown other time, or of another case than the story's.
SOME_OTHER = "other"
# Groups kept under one key, and statements of a group that newcomers are compared with.
MOST_GROUPS, COMPARED = 60, 6


@dataclass(frozen=True)
class Item:
    """What a source says at source.text[start:end]: `value` is the kind's own, `attribute` a short word or "".

    `distinctive` values hardly meet by chance, `unmistakable` ones never. `background` is the other time that it speaks of,
    SOME_OTHER or "". `anchors` are the words that it hangs on in its sentence, each with its kind: "of:bridge",
    "does:open". `listed` when the sentence gives several values of the kind, `only` when the article gives no other value
    of the attribute or unit. `teller` is who gives the value as its own, "" for the article itself.
    """

    source: str
    start: int
    end: int
    key: str
    value: object
    context: Context
    attribute: str = ""
    distinctive: bool = False
    unmistakable: bool = False
    background: str = ""
    anchors: frozenset[str] = frozenset()
    listed: bool = False
    only: bool = False
    teller: str = ""


@dataclass
class Group:
    """Statements that agree with each other."""

    items: list[Item] = field(default_factory=list)

    @property
    def sources(self) -> set[str]:
        return {item.source for item in self.items}

    @property
    def present(self) -> set[str]:
        """The sources that say so of the story's own time; all where none does."""
        return {item.source for item in self.items if not item.background} or self.sources

    @property
    def attributes(self) -> set[str]:
        return {item.attribute for item in self.items if item.attribute}


@dataclass
class Row:
    """Groups about one thing: one group when all agree, the group with the most sources first."""

    key: str
    groups: list[Group]

    @property
    def sources(self) -> set[str]:
        return set().union(*(group.sources for group in self.groups))

    @property
    def items(self) -> list[Item]:
        return [item for group in self.groups for item in group.items]

    @property
    def attribute(self) -> str:
        named = [item.attribute for item in self.items if item.attribute]
        return max(sorted(set(named)), key=named.count) if named else ""


Agrees = Callable[[object, object], bool]


def unlike(one: Item, other: Item) -> bool:
    """No value looks like another mistyped."""
    return False


def together(one: Group, other: Group) -> bool:
    """Any two groups of different sources can be rivals."""
    return True


def certain(one: Group, other: Group) -> bool:
    """No two groups need more than the usual likeness."""
    return False


def always(item: Item) -> bool:
    """Two attributes tell two things apart whatever their values look like."""
    return True


@dataclass(frozen=True)
class Rules:
    """How statements of one kind are compared.

    `agrees` compares two values. `mistyped` tells items of which one looks like the other mistyped, and `swapped` those
    where that is so plain that no words need to be shared with two sources. `rivals` can rule out that two groups clash,
    and `doubtful` asks of two groups that one has the sentence nearly word for word from the other. Two attributes tell two
    things apart; where `named_apart` is false, not if one value looks like the other mistyped. `reported` tells groups that
    an article itself sets against each other, `comparable` values of one size, and `claimed` those that two bodies give as
    their own.
    """

    agrees: Agrees
    mistyped: Callable[[Item, Item], bool] = unlike
    swapped: Callable[[Item, Item], bool] = unlike
    rivals: Callable[[Group, Group], bool] = together
    doubtful: Callable[[Group, Group], bool] = certain
    named_apart: Callable[[Item], bool] = always
    reported: Callable[[Group, Group], bool] = certain
    comparable: Callable[[Item, Item], bool] = unlike
    claimed: Callable[[Item, Item], bool] = unlike


def align(items: Iterable[Item], rules: Rules, weights: dict[str, float]) -> list[Row]:
    """The rows of these items, in order of their first item."""
    by_key: dict[str, list[Item]] = defaultdict(list)
    for item in items:
        by_key[item.key].append(item)
    rows = []
    for key, alike in by_key.items():
        groups = _groups(alike, rules.agrees, weights)
        rows += [Row(key, found) for found in _rivals(groups, rules, weights)]
    return rows


def _groups(items: list[Item], agrees: Agrees, weights: dict[str, float]) -> list[Group]:
    groups: list[Group] = []
    for item in items:
        best, best_score = None, 0.0
        for group in groups:
            score = _belongs(item, group, agrees, weights)
            if score > best_score:
                best, best_score = group, score
        if best:
            best.items.append(item)
        elif len(groups) < MOST_GROUPS:
            groups.append(Group([item]))
    return groups


def _belongs(item: Item, group: Group, agrees: Agrees, weights: dict[str, float]) -> float:
    """How well the item fits a group of its value; 0 for not at all."""
    if group.attributes and item.attribute and item.attribute not in group.attributes and not item.unmistakable:
        return 0.0
    best = 0.0
    for member in group.items[:COMPARED]:
        telling = item.distinctive and member.distinctive
        if not agrees(item.value, member.value) or (item.background != member.background and not telling):
            return 0.0
        likeness = similarity(item.context, member.context, weights)
        shared = shared_weight(item.context, member.context, weights)
        if telling:
            likeness += 1.0
        elif item.attribute and item.attribute == member.attribute:
            likeness += 0.5
        elif not ties(item, member) and (likeness < SAME_LIKENESS or shared < SAME_SHARED):
            continue
        best = max(best, likeness)
    return best


def _rivals(groups: list[Group], rules: Rules, weights: dict[str, float]) -> list[list[Group]]:
    """Groups that contradict each other, side by side, the most voices first; the others alone."""
    _set_strangers_apart(groups, rules, weights)
    disputes = [
        (score, one, other)
        for one in range(len(groups))
        for other in range(one + 1, len(groups))
        if (score := _rivalry(groups[one], groups[other], rules, weights))
    ]
    row_of = {index: [index] for index in range(len(groups))}
    for score, one, other in sorted(disputes, reverse=True):
        row, joining = row_of[one], row_of[other]
        apart = score >= COPIED_SCORE or not _present(groups, row) & _present(groups, joining)
        if row is not joining and apart:
            row += joining
            row_of.update(dict.fromkeys(joining, row))
    rows = [row for index, row in row_of.items() if row[0] == index]
    return [by_voices(merged([groups[index] for index in row], rules.agrees)) for row in rows]


def _set_strangers_apart(groups: list[Group], rules: Rules, weights: dict[str, float]) -> None:
    """Where a sentence was copied and its value changed, what else one of the articles says with that value is no part of it."""
    for one, other in combinations(groups[:MOST_GROUPS], 2):
        shared = one.present & other.present
        pair = _copied(one, other, rules, weights) if shared else None
        for group, model in zip((one, other), pair or (), strict=False):
            strangers = [
                item
                for item in group.items
                if item.source in shared and similarity(item.context, model.context, weights) < LINKED[0]
            ]
            if strangers:
                group.items[:] = [item for item in group.items if item not in strangers]
                groups.append(Group(strangers))


def _copied(one: Group, other: Group, rules: Rules, weights: dict[str, float]) -> tuple[Item, Item] | None:
    """Two statements of different articles, not of one value, in sentences that are otherwise nearly the same."""
    for item in one.items[:COMPARED]:
        for against in other.items[:COMPARED]:
            if (
                item.source != against.source
                and not rules.agrees(item.value, against.value)
                and item.attribute == against.attribute
                and shared_weight(item.context, against.context, weights) >= WORD_FOR_WORD[1]
                and similarity(item.context, against.context, weights) >= WORD_FOR_WORD[0]
                and ties(item, against)
                and not (item.listed or against.listed)
            ):
                return item, against
    return None


def by_voices(groups: list[Group]) -> list[Group]:
    """The groups with the most sources first."""
    return sorted(groups, key=lambda group: -len(group.sources))


def merged(groups: list[Group], agrees: Agrees) -> list[Group]:
    """The groups of one row, those of one value together."""
    kept: list[Group] = []
    for group in groups:
        home = next((one for one in kept if agrees(one.items[0].value, group.items[0].value)), None)
        if home is None:
            kept.append(group)
        else:
            home.items += group.items
    return kept


def _present(groups: list[Group], row: list[int]) -> set[str]:
    return set().union(*(groups[index].present for index in row))


def _rivalry(one: Group, other: Group, rules: Rules, weights: dict[str, float]) -> float:
    """How sure it is that two groups are about one thing and contradict each other; 0 for not."""
    if rules.reported(one, other):
        return REPORTED_SCORE
    if _copied(one, other, rules, weights):
        return COPIED_SCORE
    if one.present & other.present:
        return 0.0
    score = _contradiction(one, other, rules, weights)
    # Asked last, for it costs most: it reads what else the articles say.
    return score if score and rules.rivals(one, other) else 0.0


def _contradiction(one: Group, other: Group, rules: Rules, weights: dict[str, float]) -> float:
    """How much alike the contexts are in which two groups say what does not agree; 0 for too little."""
    attributes = one.attributes & other.attributes
    pairs = [(item, against) for item in one.items[:COMPARED] for against in other.items[:COMPARED]]
    if any(rules.agrees(item.value, against.value) for item, against in pairs):
        return 0.0
    typo = any(rules.mistyped(item, against) for item, against in pairs)
    if one.attributes and other.attributes and not attributes and (not typo or rules.named_apart(one.items[0])):
        return 0.0
    doubtful = rules.doubtful(one, other)
    best = 0.0
    for item, against in pairs:
        if item.background != against.background:
            continue
        background = item.background == SOME_OTHER
        likeness = similarity(item.context, against.context, weights)
        shared = shared_weight(item.context, against.context, weights)
        tied = ties(item, against, attributes)
        if background or (doubtful and tied < 2):
            needed = COPIED
        elif doubtful:
            needed = LINKED
        else:
            only = item.only and against.only and (rules.comparable(item, against) or not item.key.startswith("money"))
            claimed = rules.claimed(item, against) and rules.comparable(item, against)
            needed = _needed(typo=typo, attribute=bool(attributes), tied=tied, only=only, claimed=claimed)
            if not typo and not attributes and _of_two_kinds(item, against):
                needed = STRANGER
        alike = tied and likeness >= NEARLY_EQUAL and not background and not doubtful
        if not background and not doubtful and _alone(item, against, one, other, rules):
            alike = True
        if alike or (likeness >= needed[0] and shared >= needed[1]):
            best = max(best, ALONE_SCORE + likeness + shared / 10 + (0.5 if typo else 0.0))
    if not best and max(len(one.sources), len(other.sources)) > 1 and rules.swapped(*pairs[0]):
        return SWAPPED_SCORE
    return best


def _alone(item: Item, against: Item, one: Group, other: Group, rules: Rules) -> bool:
    """Whether each article gives one such value alone, several agree on one of the two, and they are of one size."""
    if not (item.only and against.only and rules.comparable(item, against)):
        return False
    if item.attribute == against.attribute and item.attribute in OF_ONE_THING:
        return True
    if max(len(one.sources), len(other.sources)) < 2:
        return False
    return bool(item.attribute and item.attribute == against.attribute) or _one_specific_noun(item, against)


def _one_specific_noun(item: Item, against: Item) -> bool:
    """Whether both count one noun of one kind: `five matches` and `three qualifying matches` are two."""
    counted = any(anchor.startswith("of:count:") for anchor in item.anchors & against.anchors)
    return counted and _kind(item) == _kind(against) and ties(item, against) > 0


def _of_two_kinds(item: Item, against: Item) -> bool:
    counted = any(anchor.startswith("of:count:") for anchor in item.anchors & against.anchors)
    return counted and _kind(item) != _kind(against)


def _kind(item: Item) -> frozenset[str]:
    return frozenset(anchor for anchor in item.anchors if anchor.startswith("kind:"))


def _needed(*, typo: bool, attribute: bool, tied: int, only: bool, claimed: bool) -> tuple[float, float]:
    if typo or (attribute and (only or claimed)) or (tied and claimed):
        return MISTYPED
    if tied > 1:
        return TIED
    if attribute:
        return RIVAL
    if tied:
        return ALONE if only else LINKED
    return CLAIMED if claimed else STRANGER


def ties(one: Item, other: Item, attributes: frozenset[str] | set[str] = frozenset()) -> int:
    """In how many ways both hang on the same words, a shared attribute among them, and a name beside the thing counted.

    Nor is the noun of two kinds of things: `five matches`, `three qualifying matches`. The same noun under two different
    verbs is none, unless the value of one belongs to the noun itself.
    """
    shared = one.anchors & other.anchors
    if _kind(one) != _kind(other):
        shared = frozenset(anchor for anchor in shared if not anchor.startswith("of:count:"))
    kinds = {anchor.partition(":")[0] for anchor in shared} - {"at", "kind"}
    verbs = [{anchor for anchor in item.anchors if anchor.startswith("does:")} for item in (one, other)]
    direct = {anchor.partition(":")[2] for item in (one, other) for anchor in item.anchors if anchor.startswith("at:")}
    if "does" not in kinds and all(verbs) and not direct & {anchor.partition(":")[2] for anchor in shared}:
        kinds.clear()
    elif any(anchor.startswith("of:count:") for anchor in shared) and one.context.names & other.context.names:
        kinds.add("name")
    elif "in" in kinds:
        kinds.add("complement")
    if "does" not in kinds and (_lasts(one, other) or _lasts(other, one)):
        kinds.add("does")
    words = {anchor.rpartition(":")[2] for anchor in shared}
    return len(kinds) + bool(attributes - words)


def _lasts(one: Item, other: Item) -> bool:
    """Whether one tells what the other does: `the talks lasted` and `they talked`."""
    does, does_other = ({anchor[5:] for anchor in item.anchors if anchor.startswith("does:")} for item in (one, other))
    return does <= _MEASURING and any(f"of:{verb}" in one.anchors for verb in does_other)
