"""The pictures of the documents: each page that docs/pictures.py names has its own, and each is shown by a name that is there."""

import importlib.util
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / "docs" / "pictures"
MOST_BYTES = 3_000_000  # of all pictures together: everybody fetches them


def registry():
    spec = importlib.util.spec_from_file_location("pictures", ROOT / "docs" / "pictures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.PICTURES


def test_every_page_of_the_registry_has_its_pictures_and_no_picture_is_without_a_page():
    named = {name for picture in registry() for name in picture.files}
    assert {path.name for path in PLACE.glob("*.png")} == named


def test_the_pictures_are_small():
    assert sum(path.stat().st_size for path in PLACE.glob("*.png")) < MOST_BYTES


def test_a_picture_that_a_document_shows_is_there_and_has_a_text_for_those_who_do_not_see_it():
    for document in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        for alternative, target in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", document.read_text()):
            assert alternative and (document.parent / target).is_file(), f"{document.name}: {target}"
