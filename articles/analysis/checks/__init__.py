"""The registry of checks. A check takes a Dossier and yields Findings; one check, one file, one line here."""

from collections.abc import Callable, Iterable

from articles.analysis.dossier import Dossier, Finding

CHECKS: dict[str, Callable[[Dossier], Iterable[Finding]]] = {}
