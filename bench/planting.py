"""Plants errors into sound articles: `python -m bench.planting FOLDER... --into DIR --seed N --errors N`.

The labelled stories of the tests are few and written by hand. To measure the analysis on many errors in texts that
nobody wrote for it, this takes folders of sound articles on one event each (`source-*.txt`), puts errors into them at
random places, at most one of each kind, and writes each folder again with a `gold.json` in the form of
tests/stories/README.md for `manage.py evaluate`. With `--errors 0` the texts stay as they are and the empty gold
makes every finding a false alarm.

An error that only shows against another statement is planted only where there is one: see bench.wrong_facts. Those
places are the error's related spans. Where one statement stands against one, nobody can tell which is wrong, so both
are spans of the error. A folder may hold `flaws.json`, which lists what is wrong with its articles by nature (`file`,
`quoted`, `categories`, `reason`); that becomes neutral. The same folders and options give the same files.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from articles.text import canonical, count_words, paragraphs
from bench import wrong_facts, wrong_texts
from bench.story import Edit, Fault, Place, Story, shuffled

# Those of the first group find few places and choose first.
SCARCE = {
    "misstated_age": wrong_facts.ages,
    "wrong_location": wrong_facts.locations,
    "wrong_number": wrong_facts.numbers,
    "wrong_date": wrong_facts.dates,
    "misattributed_or_altered_quote": wrong_facts.quotes,
    "name_variant": wrong_facts.names,
}
KINDS = SCARCE | {
    "duplicated_passage": wrong_texts.duplicates,
    "boilerplate": wrong_texts.furniture,
    "unrelated_content": wrong_texts.strangers,
    "truncated_text": wrong_texts.truncations,
    "garbled_sentence": wrong_texts.garbled,
}

ALSO_ACCEPTABLE = {
    "misstated_age": ["contradiction_between_sources"],
    "wrong_location": ["contradiction_between_sources"],
    "wrong_number": ["contradiction_between_sources"],
    "wrong_date": ["contradiction_between_sources"],
    "misattributed_or_altered_quote": ["contradiction_between_sources"],
    "boilerplate": ["unrelated_content"],
    "truncated_text": ["garbled_sentence"],
}
MINOR = {"name_variant", "duplicated_passage", "boilerplate"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--into", required=True, type=Path, metavar="DIR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--errors", type=int, default=5, help="how many in each folder, at most one of each kind")
    parser.add_argument("--kinds", nargs="+", choices=sorted(KINDS), default=sorted(KINDS), metavar="CATEGORY")
    options = parser.parse_args()
    stories = {folder: read(folder) for folder in sorted(options.folders) if folder.is_dir()}
    for folder, story in stories.items():
        others = [other for other in stories.values() if other is not story]
        texts, gold = plant(story, others, seed=options.seed, errors=options.errors, kinds=options.kinds)
        write(options.into / f"{folder.name}-{options.seed}", texts, gold)
        kinds = ", ".join(error["category"] for error in gold["errors"])
        sys.stdout.write(f"{folder.name}-{options.seed}: {kinds or 'nothing'}\n")


def read(folder: Path) -> Story:
    texts = {path.name: canonical(path.read_bytes().decode("utf-8")) for path in sorted(folder.glob("source-*.txt"))}
    listed = folder / "flaws.json"
    flaws = json.loads(listed.read_text(encoding="utf-8")) if listed.exists() else []
    return Story(folder.name, texts, tuple((f["file"], f["quoted"], f["categories"], f["reason"]) for f in flaws))


def write(folder: Path, texts: dict[str, str], gold: dict):
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode("utf-8"))
    document = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
    (folder / "gold.json").write_bytes(document.encode("utf-8"))


def plant(
    story: Story, others: list[Story], *, seed: int, errors: int, kinds: list[str] | None = None
) -> tuple[dict[str, str], dict]:
    """The texts with at most `errors` errors in them, fewer where there is no place for more, and their gold.json.

    `others` lend the paragraphs that do not belong here.
    """
    rng = random.Random(f"{seed} {story.name}")
    faults = choose(story, others, rng, errors, sorted(kinds or KINDS))
    texts = {file: _changed(text, file, faults) for file, text in story.texts.items()}
    return texts, _gold(story, texts, faults)


def choose(story: Story, others: list[Story], rng: random.Random, errors: int, kinds: list[str]) -> list[Fault]:
    """Faults of different kinds that keep out of each other's paragraphs."""
    chosen, taken = [], set()
    for category in sorted(shuffled(kinds, rng), key=lambda category: category not in SCARCE):
        if len(chosen) == errors:
            break
        for fault in KINDS[category](story, others, rng):
            ground = set(_ground(fault, story))
            if not ground & taken:
                chosen.append(fault)
                taken |= ground
                break
    return sorted(chosen, key=lambda fault: (fault.edits[0].file, fault.edits[0].start))


def _ground(fault: Fault, story: Story) -> Iterator[tuple[str, int]]:
    """The paragraphs that the fault changes or rests on, as (file, number)."""
    for place in (*fault.edits, *fault.setting, *fault.support):
        for number, paragraph in enumerate(story.paragraphs(place.file)):
            if place.start <= paragraph.end and paragraph.start <= place.end:
                yield place.file, number


# --- What the faults make of the texts --------------------------------------------------------------------------------


def _changed(text: str, file: str, faults: list[Fault]) -> str:
    for edit in sorted(_edits(file, faults), key=lambda edit: -edit.start):
        text = text[: edit.start] + edit.new + text[edit.end :]
    return text


def _edits(file: str, faults: list[Fault]) -> list[Edit]:
    return [edit for fault in faults for edit in (*fault.edits, *fault.setting) if edit.file == file]


def _moved(position: int, file: str, faults: list[Fault]) -> int:
    """Where a position of the sound text has come to lie. No two errors change the same paragraph."""
    return position + sum(len(e.new) - (e.end - e.start) for e in _edits(file, faults) if e.start < position)


def _gold(story: Story, texts: dict[str, str], faults: list[Fault]) -> dict:
    return {
        "slug": story.name,
        "topic": "",
        "event": "",
        "fictional": False,
        "offsets": "half-open [start,end), Unicode code points of the UTF-8 text; no newline translation",
        "calendar": [],
        "sources": [
            {"file": file, "style": "", "outlet": "", "characters": len(text), "words": count_words(text)}
            for file, text in texts.items()
        ],
        "errors": [_error(number, fault, texts, faults) for number, fault in enumerate(faults, start=1)],
        "traps": [],
        "neutral": list(_neutral(story, texts)),
        "facts": [],
    }


def _error(number: int, fault: Fault, texts: dict[str, str], faults: list[Fault]) -> dict:
    spans = [_label(edit, texts, faults) for edit in fault.edits]
    related = [_label(edit, texts, faults) for edit in fault.setting]
    related += [_related(place, texts, faults) for place in fault.support]
    return {
        "id": f"E{number} {fault.kind}",
        "category": fault.category,
        "also_acceptable_categories": ALSO_ACCEPTABLE.get(fault.category, []),
        "severity": "minor" if fault.category in MINOR else "major",
        "kind": fault.kind,
        "spans": spans + related if fault.one_of_two else spans,
        "related_spans": [] if fault.one_of_two else related,
        "correction": fault.correction,
        "reason": fault.reason,
        "facts": [],
    }


def _label(edit: Edit, texts: dict[str, str], faults: list[Fault]) -> dict:
    start = _moved(edit.start, edit.file, faults)
    return _span(edit.file, start + edit.marked[0], start + edit.marked[1], texts[edit.file])


def _related(place: Place, texts: dict[str, str], faults: list[Fault]) -> dict:
    start = _moved(place.start, place.file, faults)
    return _span(place.file, start, start + place.end - place.start, texts[place.file])


def _neutral(story: Story, texts: dict[str, str]) -> Iterator[dict]:
    for file, quoted, categories, reason in story.flaws:
        if (start := texts[file].find(quoted)) >= 0:
            span = _span(file, start, start + len(quoted), texts[file])
            yield {"id": "flaw", "categories": categories, "spans": [span], "reason": reason}


def _span(file: str, start: int, end: int, text: str) -> dict:
    touched = [p for p in paragraphs(text) if p.start < end and start < p.end]
    return {
        "file": file,
        "start": start,
        "end": end,
        "quoted": text[start:end],
        "paragraph_start": touched[0].start,
        "paragraph_end": touched[-1].end,
    }


if __name__ == "__main__":
    main()
