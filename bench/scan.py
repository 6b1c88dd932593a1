"""What does a web scanner find? `python -m bench.scan --wapiti /path/to/wapiti [--minutes 20] [--as editor]`.

Builds the newsroom of the proofs (tests/reliability/scene.py: everything that has an address exists) in a database of its
own, serves it with gunicorn and production settings, and has wapiti attack it signed in as an editor and as an
administrator, with all its modules that need no other machine. Prints what it found, and ends with status 1 when anything
is of medium weight or more, when an answer was an error of the server, or when the scanner was no longer signed in at
the end.

Wapiti is no part of the requirements: `python -m venv wapiti && wapiti/bin/pip install wapiti3==3.2.3`.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from urllib.request import Request, urlopen

from bench.database import FOLDER, database  # it chooses the settings

# isort: split
from django.db import transaction

from bench.serving import CSRF, serving
from tests.reliability.scene import Scene

# The others ask other machines (cms, htp, log4shell, network_device, nikto, spring4shell, ssl, takeover, wapp, wp_enum),
# or look for what a site without TLS of its own cannot have (https_redirect).
MODULES = """
    backup brute_login_form buster cookieflags crlf csp csrf exec file htaccess http_headers ldap methods permanentxss
    redirect shellshock sql ssrf timesql upload xss xxe
""".split()
# What would end the scan: the way out, and one's own account.
LEFT_OUT = (
    "accounts/logout/*",
    "admin/logout/*",
    "accounts/password/*",
    "accounts/2fa/*",
    "accounts/email/*",
    "accounts/sessions/*",
    "admin/password_change/*",
    "admin/auth/user/*",
    "static/*",
)
ROLES = ("editor", "administrator")
WEIGHTS = ("info", "low", "medium", "high", "critical")
MEDIUM = 2


def main():
    options = read_options()
    with database() as url:
        with transaction.atomic():
            scene = Scene()
        with serving(url, FOLDER.name) as server:
            found = [scan(scene, role, f"http://127.0.0.1:{server.port}/", options) for role in options.roles]
    sys.exit(not all(found))


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wapiti", default="wapiti", help="the program")
    parser.add_argument("--minutes", type=float, default=20, help="the longest that looking for pages may take")
    parser.add_argument("--module-minutes", type=float, default=4, help="the longest that each module may take")
    parser.add_argument("--as", dest="roles", nargs="+", choices=ROLES, default=ROLES)
    parser.add_argument("--modules", default=",".join(MODULES))
    return parser.parse_args()


def scan(scene, role, site, options):
    """Whether nothing of weight was found."""
    session = f"newsroom_session={scene.client(role).cookies['newsroom_session'].value}; csrftoken={CSRF}"
    report = Path(FOLDER.name) / f"{role}.json"
    attack(site, session, report, options)
    found = json.loads(report.read_text())
    rows = findings(found)
    is_in = still_in(site, session)
    print(f"\nAs {role}: {found['infos']['crawled_pages_nbr']} pages and forms attacked with {options.modules}")
    for (kind, weight, module, said), number in Counter(rows).most_common():
        print(f"  {WEIGHTS[weight]:8}  {number:4} x  {module}: {kind}: {said}")
    for one in (one for row in everything(found) for one in row[1] if one["level"] >= MEDIUM):
        print(f"\n{one['curl_command']}")
    print(f"  {'signed in to the end' if is_in else 'NO LONGER SIGNED IN at the end'}", flush=True)
    return is_in and all(weight < MEDIUM and kind != "Internal Server Error" for kind, weight, _, _ in rows)


def attack(site, session, report, options):
    command = [options.wapiti, "-u", site, "-C", session, "-m", options.modules]
    command += ["--max-scan-time", str(options.minutes * 60), "--max-attack-time", str(options.module_minutes * 60)]
    command += [part for path in LEFT_OUT for part in ("-x", site + path)]
    command += ["--skip", "csrfmiddlewaretoken", "--endpoint", site, "--no-bugreport", "--flush-session", "-v", "0"]
    command += ["--store-session", f"{FOLDER.name}/wapiti", "--store-config", f"{FOLDER.name}/wapiti"]
    subprocess.run([*command, "-f", "json", "-o", str(report)], check=True, stdout=subprocess.DEVNULL)


def findings(report):
    """[(kind, weight, module, what it says)]. The methods that an address knows are told for each: once will do."""
    return [
        (kind, one["level"], one["module"], "" if one["module"] == "methods" else " ".join(one["info"].split())[:160])
        for kind, ones in everything(report)
        for one in ones
    ]


def everything(report):
    return [row for part in ("vulnerabilities", "anomalies", "additionals") for row in report.get(part, {}).items()]


def still_in(site, session):
    """A page that nobody sees without signing in; who is sent to sign in ends up at another address."""
    with urlopen(Request(site + "preferences/", headers={"Cookie": session})) as answer:
        return answer.url.endswith("/preferences/")


if __name__ == "__main__":
    main()
