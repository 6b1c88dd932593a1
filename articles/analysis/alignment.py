"""Which statements of several articles are about the same thing, whether they agree or not.

Statements meet only under one key (metres of length, people, a person's age). Those that agree come together first;
then groups that differ are put against each other where their words say that both mean the same thing. The work is
bounded for every key, so fifty articles cost no more than ten times as much as five.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from articles.analysis.context import Context, shared_weight, similarity

# Likeness of contexts (0 to 1) and weight of what they share, from which statements of one value are one fact ...
SAME_LIKENESS, SAME_SHARED = 0.2, 0.5
# ... from which statements of different values are, where one attribute (length, killed) is known for both ...
RIVAL_LIKENESS, RIVAL_SHARED = 0.3, 1.0
# ... where both hang on the same words in two ways (see `anchors`: the same noun and the same verb) ...
TIED_LIKENESS, TIED_SHARED = 0.2, 0.7
# ... or in one ...
LINKED_LIKENESS, LINKED_SHARED = 0.35, 1.2
# ... from which short sentences say nothing else, however little that is ...
NEARLY_EQUAL = 0.9
# ... where none of this is so ...
STRANGER_LIKENESS, STRANGER_SHARED = 0.5, 2.2
# ... and where one value looks like the other mistyped.
TYPO_LIKENESS, TYPO_SHARED = 0.15, 0.4
# ... and in sentences that one source has nearly word for word from another, which is asked of statements that speak of
# another time or case.
COPY_LIKENESS, COPY_SHARED = 0.8, 2.0
# How sure a clash is that swapped digits alone tell.
SWAPPED_SCORE = 0.1
# Groups kept under one key, and statements of a group that newcomers are compared with.
MOST_GROUPS, COMPARED = 60, 6


@dataclass(frozen=True)
class Item:
    """What a source says at source.text[start:end]: `value` is the kind's own, `attribute` a short word or "".

    `anchors` are the words that it hangs on in its sentence, each with its kind: "of:bridge", "does:open". `listed` when
    the sentence gives several values of the kind.
    """

    source: str
    start: int
    end: int
    key: str
    value: object
    context: Context
    attribute: str = ""
    distinctive: bool = False
    background: bool = False
    anchors: frozenset[str] = frozenset()
    listed: bool = False


@dataclass
class Group:
    """Statements that agree with each other."""

    items: list[Item] = field(default_factory=list)

    @property
    def sources(self) -> set[str]:
        return {item.source for item in self.items}

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
    things apart; where `named_apart` is false, not if one value looks like the other mistyped.
    """

    agrees: Agrees
    mistyped: Callable[[Item, Item], bool] = unlike
    swapped: Callable[[Item, Item], bool] = unlike
    rivals: Callable[[Group, Group], bool] = together
    doubtful: Callable[[Group, Group], bool] = certain
    named_apart: Callable[[Item], bool] = always


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
    if group.attributes and item.attribute and item.attribute not in group.attributes and not item.distinctive:
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
    disputes = [
        (score, one, other)
        for one in range(len(groups))
        for other in range(one + 1, len(groups))
        if (score := _rivalry(groups[one], groups[other], rules, weights))
    ]
    row_of = {index: [index] for index in range(len(groups))}
    for _, one, other in sorted(disputes, reverse=True):
        row, joining = row_of[one], row_of[other]
        if row is not joining and not _sources(groups, row) & _sources(groups, joining):
            row += joining
            row_of.update(dict.fromkeys(joining, row))
    rows = [row for index, row in row_of.items() if row[0] == index]
    return [by_voices(merged([groups[index] for index in row], rules.agrees)) for row in rows]


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


def _sources(groups: list[Group], row: list[int]) -> set[str]:
    return set().union(*(groups[index].sources for index in row))


def _rivalry(one: Group, other: Group, rules: Rules, weights: dict[str, float]) -> float:
    """How sure it is that two groups are about one thing and contradict each other; 0 for not."""
    if one.sources & other.sources or not rules.rivals(one, other):
        return 0.0
    attributes = one.attributes & other.attributes
    pairs = [(item, against) for item in one.items[:COMPARED] for against in other.items[:COMPARED]]
    if any(rules.agrees(item.value, against.value) for item, against in pairs):
        return 0.0
    typo = any(rules.mistyped(item, against) for item, against in pairs)
    if one.attributes and other.attributes and not attributes and (not typo or rules.named_apart(one.items[0])):
        return 0.0
    if one.items[0].background != other.items[0].background:
        return 0.0
    copied = one.items[0].background or rules.doubtful(one, other)
    best = 0.0
    for item, against in pairs:
        likeness = similarity(item.context, against.context, weights)
        shared = shared_weight(item.context, against.context, weights)
        tied = ties(item, against, attributes)
        likeness_needed, shared_needed = _needed(copied=copied, typo=typo, attribute=bool(attributes), tied=tied)
        alike = tied and likeness >= NEARLY_EQUAL and not copied
        if alike or (likeness >= likeness_needed and shared >= shared_needed):
            best = max(best, likeness + shared / 10 + (0.5 if typo else 0.0))
    if not best and max(len(one.sources), len(other.sources)) > 1 and rules.swapped(*pairs[0]):
        return SWAPPED_SCORE
    return best


def _needed(*, copied: bool, typo: bool, attribute: bool, tied: int) -> tuple[float, float]:
    if copied:
        return COPY_LIKENESS, COPY_SHARED
    if typo:
        return TYPO_LIKENESS, TYPO_SHARED
    if tied > 1:
        return TIED_LIKENESS, TIED_SHARED
    if attribute:
        return RIVAL_LIKENESS, RIVAL_SHARED
    return (LINKED_LIKENESS, LINKED_SHARED) if tied else (STRANGER_LIKENESS, STRANGER_SHARED)


def ties(one: Item, other: Item, attributes: frozenset[str] | set[str] = frozenset()) -> int:
    """In how many ways both hang on the same words, a shared attribute among them, and a name beside the thing counted.

    The same noun under two different verbs is none.
    """
    shared = one.anchors & other.anchors
    kinds = {anchor.partition(":")[0] for anchor in shared}
    verbs = [{anchor for anchor in item.anchors if anchor.startswith("does:")} for item in (one, other)]
    if "does" not in kinds and all(verbs):
        kinds.clear()
    elif any(anchor.startswith("of:count:") for anchor in shared) and one.context.names & other.context.names:
        kinds.add("name")
    words = {anchor.rpartition(":")[2] for anchor in shared}
    return len(kinds) + bool(attributes - words)
