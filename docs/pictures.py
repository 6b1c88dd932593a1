"""Takes the README's pictures of the demo that `make run` serves: `python docs/pictures.py`.

Writes docs/pictures/NAME-WIDTH-SCHEME.png for every page. On the way people do in the demo what they would do: so take
the pictures of a fresh one.
"""

import argparse
import io
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
TEXTS = HERE.parent / "articles" / "demo" / "greenhouse-hail"
PASSWORD = "newsroom-demo"
SIZES = {1280: 860, 390: 844}
COLOURS = 256  # chosen so that rare ones, such as that of a conflict, stay: a third of the bytes, no visible loss
LARGEST = 150_000  # bytes of a picture


class Picture(NamedTuple):
    """One page: who looks at it, what is done there first, and in which of LOOKS it is taken beside light and wide."""

    name: str
    person: str
    path: str
    prepare: Callable = lambda page: None
    also: tuple = ()

    @property
    def files(self):
        return [f"{self.name}-{width}-{scheme}.png" for width, scheme in LOOKS if (width, scheme) in (WIDE, *self.also)]


def _press(page, name, role="button"):
    """Press it, if it is there: the pictures may be taken again of a demo that has been through this."""
    control = page.get_by_role(role, name=name, exact=True)
    if control.count():
        control.first.click()
        page.wait_for_load_state()


def _choose_files(page):
    page.get_by_label("Story", exact=True).fill("Hail near Girona")
    page.get_by_label("Files").set_input_files(sorted(TEXTS.glob("*.txt")))
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_load_state()


def _send(page):
    """Jonas sends his draft, if it waits for nobody yet."""
    _press(page, "Send for approval")


def _read_blind(page):
    """Sami reads an article as a second reader, and compares."""
    address = page.url
    _press(page, "Read blind")
    _press(page, "Finish and compare")
    page.goto(f"{address}agreement/")


def _change_together(page):
    """Somebody saves the story while its page is open here."""
    other = page.context.new_page()
    other.goto(page.url)
    title = other.get_by_label("Title").input_value().removesuffix(", all well")
    other.get_by_label("Title").fill(f"{title}, all well")
    _press(other, "Save")
    other.close()
    page.get_by_label("Title").fill(title.replace("rescued", "brought out"))
    _press(page, "Save")


def _compose(page):
    _press(page, "Make a first draft from the sources")
    page.locator("#paragraphs .para").first.wait_for()


def _export(page):
    """The approved revision leaves the house, so that what comes next is an update or a correction."""
    with page.expect_download():
        page.get_by_role("button", name="Download Markdown").click()
    page.reload()


def _write_again(page):
    """A sentence more in the approved story, with its citation: it is a draft again, to be sent as a correction."""
    page.goto(page.url.replace("approval", "draft"))
    page.locator("#sources .sentence:not(.sentence--used) [data-puts]").first.click()
    page.get_by_text("Put into the draft").first.wait_for()
    page.goto(page.url.partition("?")[0].partition("#")[0].replace("draft", "approval"))
    correction = page.get_by_label("a correction: something was wrong")
    if correction.count():
        correction.check()
        correction.scroll_into_view_if_needed()


def _choose_a_fact(page):
    page.locator(".matrix a[id^=fact-]").first.click()
    page.locator("#decide").wait_for()


WIDE, PHONE = (1280, "light"), (390, "light")
DARK, DARK_PHONE = (1280, "dark"), (390, "dark")
LOOKS = (WIDE, PHONE, DARK, DARK_PHONE)

# In this order: some change what the next ones show.
PICTURES = (
    Picture("sign-in", "", "/accounts/login/", also=(PHONE,)),
    Picture("desk", "nora", "/", also=(PHONE, DARK)),
    Picture("search", "nora", "/search/?q=rescue"),
    Picture("inbox", "nora", "/inbox/", also=(PHONE,)),
    Picture("import", "nora", "/import/", _choose_files),
    Picture("incoming", "nora", "/incoming/"),
    Picture("story", "nora", "/stories/cave-rescue/"),
    Picture("article", "nora", "/stories/cave-rescue/articles/3/", also=(PHONE, DARK, DARK_PHONE)),
    Picture("agreement", "sami", "/stories/cave-rescue/articles/3/", _read_blind),
    Picture("compare", "nora", "/stories/cave-rescue/compare/?left=1&right=3"),
    Picture("claims", "nora", "/stories/cave-rescue/claims/", _choose_a_fact, also=(PHONE, DARK)),
    Picture("clash", "nora", "/stories/cave-rescue/edit/", _change_together),
    Picture("first-draft", "nora", "/stories/cave-rescue/draft/", _compose),
    Picture("draft", "jonas", "/stories/swimming-lake/draft/", also=(PHONE, DARK)),
    Picture("sending", "jonas", "/stories/swimming-lake/approval/", _send),
    Picture("approval", "sami", "/stories/swimming-lake/approval/", also=(PHONE,)),
    Picture("approved", "nora", "/stories/greenhouse-hail/approval/"),
    Picture("exports", "nora", "/stories/greenhouse-hail/exports/", _export, also=(PHONE,)),
    Picture("correction", "nora", "/stories/greenhouse-hail/approval/", _write_again),
    Picture("insights", "nora", "/insights/errors/"),
    Picture("checks", "nora", "/checks/"),
    Picture("preferences", "nora", "/preferences/"),
    Picture("tokens", "nora", "/preferences/tokens/"),
    Picture("admin", "ada", "/admin/"),
    Picture("audit-log", "ada", "/admin/articles/event/"),
)


def main():
    options = _options()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("There is no Chromium: `apt-get install chromium`, or name one in CHROMIUM.")
    pictures = [picture for picture in PICTURES if not options.only or picture.name in options.only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for look in LOOKS:
            _take_all(browser, options, [p for p in pictures if look in (WIDE, *p.also)], *look)
        browser.close()


def _options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo is served")
    parser.add_argument("--only", nargs="+", metavar="NAME", choices=[p.name for p in PICTURES], help="only these")
    parser.add_argument("--output", type=Path, default=HERE / "pictures")
    return parser.parse_args()


def _take_all(browser, options, pictures, width, scheme):
    pages = {}
    for picture in pictures:
        if picture.person not in pages:
            pages[picture.person] = _signed_in(browser, options.address, picture.person, width, scheme)
        page = pages[picture.person]
        answer = page.goto(options.address + picture.path)
        if answer.status != 200:
            raise SystemExit(f"{picture.path} answered {answer.status}.")
        if (width, scheme) == WIDE or picture.prepare in (_choose_files, _choose_a_fact):
            picture.prepare(page)
        _save(page.screenshot(), options.output / f"{picture.name}-{width}-{scheme}.png")


def _signed_in(browser, address, person, width, scheme):
    context = browser.new_context(
        base_url=address, viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme
    )
    page = context.new_page()
    if person:
        page.goto(f"{address}/accounts/login/")
        page.locator("[name=login]").fill(person)
        page.locator("[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url(f"{address}/")
    return page


def _save(screenshot, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.open(io.BytesIO(screenshot)).convert("RGB")
    image.quantize(COLOURS, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.name}: {size // 1000} kB{' (too large)' if size > LARGEST else ''}", flush=True)


if __name__ == "__main__":
    main()
