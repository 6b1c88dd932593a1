"""Takes the README's pictures of the demo that `make run` serves: `python docs/pictures.py [--phone] [--dark]`.

Writes docs/pictures/NAME-WIDTH-SCHEME.png for every page. The story about the lake is sent for approval on the way,
as its writer would; nothing else is changed.
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
    name: str
    person: str
    path: str
    prepare: Callable = lambda page: None


def _choose_files(page):
    page.get_by_label("Story", exact=True).fill("Hail near Girona")
    page.get_by_label("Files").set_input_files(sorted(TEXTS.glob("*.txt")))
    page.get_by_role("button", name="Look at them").click()
    page.wait_for_load_state()


def _send(page):
    """Jonas sends his draft, if it waits for nobody yet."""
    send = page.get_by_role("button", name="Send for approval")
    if send.count():
        send.click()
        page.wait_for_load_state()


PICTURES = (
    Picture("sign-in", "", "/accounts/login/"),
    Picture("desk", "nora", "/"),
    Picture("import", "nora", "/import/", _choose_files),
    Picture("story", "nora", "/stories/cave-rescue/"),
    Picture("article", "nora", "/stories/cave-rescue/articles/3/"),
    Picture("claims", "nora", "/stories/cave-rescue/claims/"),
    Picture("draft", "jonas", "/stories/swimming-lake/draft/"),
    Picture("sending", "jonas", "/stories/swimming-lake/approval/", _send),
    Picture("approval", "sami", "/stories/swimming-lake/approval/"),
    Picture("approved", "nora", "/stories/greenhouse-hail/approval/"),
    Picture("exports", "nora", "/stories/greenhouse-hail/exports/"),
    Picture("preferences", "nora", "/preferences/"),
)


def main():
    options = _options()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        raise SystemExit("There is no Chromium: `apt-get install chromium`, or name one in CHROMIUM.")
    pictures = [picture for picture in PICTURES if not options.only or picture.name in options.only]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        for width in [1280, 390] if options.phone else [1280]:
            for scheme in ["light", "dark"] if options.dark else ["light"]:
                _take_all(browser, options, pictures, width, scheme)
        browser.close()


def _options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--address", default="http://127.0.0.1:8000", help="where the demo is served")
    parser.add_argument("--phone", action="store_true", help="also at 390 pixels")
    parser.add_argument("--dark", action="store_true", help="also in dark")
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
        picture.prepare(page)
        _save(page.screenshot(), options.output / f"{picture.name}-{width}-{scheme}.png")


def _signed_in(browser, address, person, width, scheme):
    page = browser.new_page(base_url=address, viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme)
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
