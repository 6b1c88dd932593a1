"""The news industry's own schemas beside the project, which are no part of it: tests skip in one line without them."""

import json

import jsonschema
import pytest
from lxml import etree

from tests.practice import SHARED

FOLDER = SHARED / "schemas"


def faults_of_json(data, name):
    """[what the JSON Schema of that name says against the data]"""
    schema = json.loads(_there(name).read_text())
    validator = jsonschema.validators.validator_for(schema)
    return [error.message for error in validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(data)]


def faults_of_xml(content, name):
    """[what the XML Schema of that name says against the document]"""
    schema = etree.XMLSchema(etree.parse(_there(name)))
    schema.validate(etree.fromstring(content))
    return [str(error) for error in schema.error_log]


def _there(name):
    path = FOLDER / name
    return (
        path if path.exists() else pytest.skip("no schemas of the news industry beside the project: ../shared/schemas")
    )
