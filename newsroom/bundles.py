"""One stylesheet and one script where a page names several: `static/articles/css/passage~mark~note.css`.

Whoever edits them has a file for each component, whoever reads a page waits for few. A bundle exists for each list of
names in a template's `{% stylesheets %}` or `{% scripts %}`, is made when it is asked for and, for production, by
`collectstatic`. Scripts are modules: each keeps its own names (a block of its own), and all share their imports.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from django.utils.functional import cached_property

SOURCES = Path(settings.BASE_DIR, "articles/static")
FOLDERS = {"stylesheets": "articles/css/{}.css", "scripts": "articles/js/{}.js"}
JOINT = "~"
BUNDLE = re.compile(r"articles/(?:css|js)/(?P<names>[a-z-]+(?:~[a-z-]+)+)\.(?P<kind>css|js)")
LIST = re.compile(r'{% (?P<tag>stylesheets|scripts)(?P<names>(?: "[a-z-]+")+) %}')
IMPORT = re.compile(r'^import \{ (.*) \} from ("\./.*");\n', re.MULTILINE)


def path_of(tag, names):
    """Under which path below static/ the files of these names are found, together if they are several."""
    return FOLDERS[tag].format(JOINT.join(names))


def bundles():
    """The paths of all bundles that the templates ask for."""
    found = set()
    for template in settings.BASE_DIR.glob("templates/**/*.html"):
        for match in LIST.finditer(template.read_text(encoding="utf-8")):
            found.add(path_of(match["tag"], match["names"].replace('"', "").split()))
    return sorted(path for path in found if JOINT in path)


class BundleFinder(BaseFinder):
    """Finds bundles, in a temporary folder, as if they were files."""

    @cached_property
    def storage(self):
        """A folder that is there only where bundles are asked for: not where production serves what was collected."""
        self._folder = TemporaryDirectory(prefix="newsroom-bundles-")
        return FileSystemStorage(location=self._folder.name)

    def check(self, **kwargs):
        return []

    def find(self, path, find_all=False):
        made = self._make(path)
        if find_all:
            return [made] if made else []
        return made or []

    def list(self, ignore_patterns):
        for path in bundles():
            if self._make(path):
                yield path, self.storage

    def _make(self, path):
        """Where the bundle lies, made anew; None for what is none."""
        match = BUNDLE.fullmatch(path)
        files = [_source(path, name) for name in match["names"].split(JOINT)] if match else []
        if not files or not all(file.is_file() for file in files):
            return None
        texts = [file.read_text(encoding="utf-8") for file in files]
        made = Path(self.storage.path(path))
        made.parent.mkdir(parents=True, exist_ok=True)
        made.write_text("\n".join(texts) if match["kind"] == "css" else _together(texts), encoding="utf-8")
        return str(made)


def _source(path, name):
    return SOURCES / Path(path).with_name(name + Path(path).suffix)


def _together(scripts):
    """One module of several: what they import, each name once, and then each in a block."""
    imported = {}
    for names, source in (found for script in scripts for found in IMPORT.findall(script)):
        imported.setdefault(source, {}).update(dict.fromkeys(names.split(", ")))
    lines = [f"import {{ {', '.join(names)} }} from {source};\n" for source, names in imported.items()]
    return "".join([*lines, *(f"\n{{\n{IMPORT.sub('', script)}}}\n" for script in scripts)])
