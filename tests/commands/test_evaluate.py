"""`manage.py evaluate`: figures for people and for machines."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TEXT = "The ferry hit the pier on Monday. The captain told the 41-year-old. year mate to sleep."


@pytest.fixture
def folder(tmp_path):
    start = TEXT.index("The captain")
    error = {"id": "E1", "category": "garbled_sentence", "spans": [{"file": "source-1.txt", "start": start, "end": 80}]}
    missed = {"id": "E2", "category": "wrong_date", "spans": [{"file": "source-1.txt", "start": 26, "end": 32}]}
    (tmp_path / "source-1.txt").write_text(TEXT)
    (tmp_path / "gold.json").write_text(json.dumps({"errors": [error, missed]}))
    return tmp_path


def run(*arguments):
    out = StringIO()
    call_command("evaluate", *map(str, arguments), stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_table_has_a_line_for_each_category_and_one_for_all(folder):
    lines = run(folder).splitlines()
    assert [line.split()[0] for line in lines[1:4]] == ["garbled_sentence", "wrong_date", "all"]
    assert "Traps hit: 0" in lines


def test_misses_are_listed_when_asked_for(folder):
    assert "wrong_date" not in run(folder).partition("Traps hit")[2]
    assert "E2" in run(folder, "--list").partition("Missed:")[2]


def test_the_machine_gets_one_document_with_the_same_figures(folder):
    document = json.loads(run(folder, "--json"))
    assert document["categories"]["garbled_sentence"]["recall"] == 1.0
    assert document["all"]["labels"] == 2
    assert document["all"]["lenient"]["found"] == 1
    assert document["trap_false_alarms"] == 0
    assert document["sentences"] == 2


def test_a_folder_that_is_no_labelled_story_is_named(tmp_path):
    with pytest.raises(CommandError, match=f"{tmp_path} is no labelled story"):
        run(tmp_path)
    (tmp_path / "gold.json").write_text("{")
    with pytest.raises(CommandError, match="is no labelled story"):
        run(tmp_path)


def test_a_file_beside_the_stories_is_left_out(folder):
    assert "all" in run(folder, folder / "gold.json")
