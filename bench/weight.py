"""What a page weighs on its first load in Chromium, and what a process of the web server holds in memory."""

import os
import shutil
from collections import Counter
from pathlib import Path
from typing import NamedTuple

PAGES = {"sign-in page": "/accounts/login/", "desk": "/", "article page": "/stories/{slug}/articles/1/"}
SETTLED = 700  # milliseconds after the page has loaded in which it may still ask for parts of itself
BLOCKING = (
    "performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking').map(e => e.name)"
)


class Load(NamedTuple):
    requests: int
    bytes: int  # over the line, with headers
    parts: str  # which kinds of file these bytes are
    blocking: list  # what keeps the page from being shown


class Memory(NamedTuple):
    """Megabytes of the largest process. Private and its share of what the processes have in common, and all it sees."""

    proportional: float
    resident: float


def memory(server):
    held = [_held(pid) for pid in server.workers]
    return Memory(max(pss for pss, _ in held), max(rss for _, rss in held))


def _held(pid):
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    sizes = {line.split()[0]: int(line.split()[1]) / 1024 for line in lines}
    return sizes["Pss:"], sizes["Rss:"]


def first_loads(server, newsroom):
    """{page: Load} with nothing in the cache. Needs Chromium: {} without it."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return {}
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    if not chromium:
        return {}
    address = f"http://127.0.0.1:{server.port}"
    slug = newsroom.played[-1]["slug"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium)
        found = {}
        for name, path in PAGES.items():
            cookies = {} if name == "sign-in page" else newsroom.writers[0]
            found[name] = _load(browser, address, path.format(slug=slug), cookies)
        browser.close()
    return found


def _load(browser, address, path, cookies):
    context = browser.new_context(base_url=address)
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    network = context.new_cdp_session(page)
    asked, kinds, received = [], {}, Counter()
    network.on("Network.requestWillBeSent", lambda event: asked.append(event["request"]["url"]))
    network.on("Network.responseReceived", lambda event: kinds.update({event["requestId"]: event["type"]}))
    network.on(
        "Network.loadingFinished",
        lambda event: received.update({kinds.get(event["requestId"], "Other"): int(event["encodedDataLength"])}),
    )
    network.send("Network.enable")
    page.goto(path)
    page.wait_for_timeout(SETTLED)
    blocking = [url.rpartition("/")[2] for url in page.evaluate(BLOCKING)]
    context.close()
    sent = [url for url in asked if url.startswith("http")]
    parts = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in received.most_common())
    return Load(len(sent), received.total(), parts, blocking)
