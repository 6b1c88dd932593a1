"""Builders of small stories for the tests of the analysis."""

from datetime import date

from articles.analysis.dossier import Dossier, Source

OUTLETS = ("Harbour Wire", "Evening Bell", "Coast Journal", "Morning Lamp", "North Gazette")


def story(*texts: str, published: date | None = None, people=()) -> Dossier:
    """A story whose articles have the keys one, two, three ... and an outlet each."""
    keys = ("one", "two", "three", "four", "five")
    sources = [
        Source(key, text, outlet, published=published) for key, text, outlet in zip(keys, texts, OUTLETS, strict=False)
    ]
    return Dossier(tuple(sources), people=tuple(people))


def marked(dossier: Dossier, findings) -> list[tuple[str, str]]:
    """(source, marked words) of each finding."""
    return [(finding.source, dossier.source(finding.source).text[finding.start : finding.end]) for finding in findings]
