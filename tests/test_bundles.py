"""Stylesheets and scripts that a page names together come as one file."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template

from newsroom import bundles


def text_of(path):
    return Path(finders.find(path)).read_text(encoding="utf-8")


def test_each_list_of_names_is_one_link():
    drawn = Template('{% stylesheets "passage" "mark" %}{% scripts "rows" %}').render(Context())
    assert re.findall(r'(?:href|src)="([^"]*)"', drawn) == [
        "/static/articles/css/passage~mark.css",
        "/static/articles/js/rows.js",
    ]


def test_a_bundle_holds_its_files_in_their_order():
    css = text_of("articles/css/passage~mark.css")
    assert css == text_of("articles/css/passage.css") + "\n" + text_of("articles/css/mark.css")


def test_scripts_keep_their_names_to_themselves_and_share_their_imports():
    script = text_of("articles/js/put-back~kept~here.js")
    imports, _, rest = script.partition("\n{\n")
    assert sorted(imports.splitlines()) == [
        'import { all, forget, input, read, write } from "./store.js";',
        'import { words } from "./words.js";',
    ]
    assert "import " not in re.sub(r"//.*", "", rest)
    assert rest.count("\n{\n") == 2


def test_there_is_none_of_a_file_that_does_not_exist_or_lies_elsewhere():
    for path in (
        "articles/css/passage~nothing.css",
        "articles/css/..~mark.css",
        "articles/js/rows~mark.css",
        "mark~rows",
    ):
        assert not finders.find(path)


def test_every_list_in_the_templates_has_its_bundle_for_production():
    """A name that the manifest lacks would break its page there."""
    tags = re.compile(r"{%\s*(stylesheets|scripts)\b([^%]*)%}")
    named = {
        bundles.path_of(tag, re.findall(r'"([^"]*)"', names))
        for template in settings.BASE_DIR.glob("templates/**/*.html")
        for tag, names in tags.findall(template.read_text(encoding="utf-8"))
    }
    (finder,) = [finder for finder in finders.get_finders() if isinstance(finder, bundles.BundleFinder)]
    assert sorted(path for path in named if "~" in path) == [path for path, _ in finder.list(None)]
    assert all(finders.find(path) for path in named)
