"""Tables and JSON Lines of marks, claims and decisions: whole, and safe to open in a spreadsheet."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.exporters import annotations_csv, claims_csv, decisions_csv, jsonl
from articles.exporters.sheet import safe, sheet
from tests.exporters.papers import APPROVAL, HOSTILE, a_document, a_document_of_form_3, a_hostile_document


def rows(exporter, document):
    content = exporter.render(document, APPROVAL).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content, newline="")))


def lines(document, type):
    told = [json.loads(line) for line in jsonl.render(document, APPROVAL).decode().split("\n")[:-1]]
    return [row for row in told if row["type"] == type]


def test_a_mark_is_a_row_with_what_it_says_and_what_became_of_it():
    (mark,) = rows(annotations_csv, a_document_of_form_3())

    assert (mark["outlet"], mark["file"], mark["start"], mark["end"]) == ("Coast Agency", "source-3.txt", "20", "28")
    assert (mark["quote"], mark["category"], mark["suggestion"]) == ("14 years", "wrong_number", "40 years")
    assert (mark["check"], mark["confidence"]) == ("numbers", "0.8")
    assert (mark["state"], mark["decided_by"], mark["decision"]) == ("accepted", "Nora Lind", "The log says 40.")


def test_each_statement_of_a_claim_is_a_row():
    said = rows(claims_csv, a_document_of_form_3())

    assert [(row["claim"], row["outlet"], row["value"], row["group"]) for row in said] == [
        ("1", "Aldmere Courier", "40 years", "0"),
        ("1", "Aldmere Courier", "forty years", "0"),
        ("1", "Coast Agency", "14 years", "1"),
    ]
    assert {row["status"] for row in said} == {"conflict"}


def test_a_revision_of_the_first_forms_tells_the_claims_that_were_decided():
    said = rows(claims_csv, a_document())

    assert [row["value"] for row in said] == ["40 years", "40 years", "14 years", "61", "16"]
    assert {row["normalised"] for row in said} == {""}


def test_a_decision_is_a_row_with_its_reason_and_what_each_source_said():
    bell, _ = rows(decisions_csv, a_document())

    assert (bell["value"], bell["by"], bell["at"]) == ("40 years", "Nora Lind", "2026-03-02T09:00:00Z")
    assert bell["reason"] == "The harbour office keeps the log."
    assert bell["statements"] == "Aldmere Courier: 40 years; Coast Agency: 14 years"


@pytest.mark.parametrize("exporter", [annotations_csv, claims_csv, decisions_csv])
def test_a_table_without_rows_has_its_header(exporter):
    content = exporter.render(a_document(annotations=[], decisions=[]), APPROVAL).decode("utf-8-sig")

    assert content.count("\r\n") == 1 and "," in content


def test_json_lines_hold_the_same_one_a_line_with_their_types():
    document = a_document_of_form_3()
    (mark,), (claim,), decisions = (lines(document, type) for type in ("annotation", "claim", "decision"))

    assert (mark["story"], mark["revision"], mark["prefix"]) == ("harbour-bell", 3, "was silent for ")
    assert [said["group"] for said in claim["statements"]] == [0, 0, 1]
    assert claim["statements"][2]["outlet"] == "Coast Agency"
    assert [row["value"] for row in decisions] == ["40 years", "61"]


def test_hostile_text_stays_in_its_cell_and_on_its_line():
    (mark,) = rows(annotations_csv, a_hostile_document())

    assert mark["quote"] == mark["outlet"] == HOSTILE
    assert lines(a_hostile_document(), "annotation")[0]["quote"] == HOSTILE


@pytest.mark.parametrize(
    "cell",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\u00a0=1", "\ufeff=1", "\u200b =1", "＝1", "＠x"],
)
def test_text_that_a_spreadsheet_would_take_for_a_formula_gets_an_apostrophe(cell):
    assert safe(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["1 = 1", "", "a-b", "'=1", 3, -0.5, None])
def test_other_cells_stay_as_they_are(cell):
    assert safe(cell) == cell


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=2, max_size=2)))
def test_any_table_comes_back_cell_by_cell(table):
    content = sheet(["a", "b"], table).decode("utf-8-sig")

    read = list(csv.reader(io.StringIO(content, newline="")))[1:]
    assert read == [[safe(cell) for cell in row] for row in table]
