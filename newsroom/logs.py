"""What goes into the log: one JSON object a line in production, plain lines on one's own machine.

A log is read by more people than a story is, and kept elsewhere: no line holds what somebody wrote, a query, a password
or a token. So the fields are a fixed list, the address of a request is its template, and of an error only the type and
the way there are told, unless its message speaks of the machine alone.
"""

import json
import logging
import traceback
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from pathlib import Path

JSON, LINES = "json", "lines"

# What a line may carry beside its message, in this order: who and what it is about, then what `extra=` says.
ABOUT = ("request", "task")
EXTRA = ("user", "method", "route", "status", "ms", "queries", "task_name", "waited", "seconds", "outcome", "attempt")

# Errors whose messages name files, addresses, columns and attributes; nobody's text. Only the first line is told: the
# database's second quotes the row. By name: the drivers have classes of their own.
SPEAK_OF_THE_MACHINE = (OSError, ImportError, NameError, AttributeError, TypeError)
DATABASE_SPEAKS = {"OperationalError", "InterfaceError", "ProgrammingError"}
HERE = f"{Path(__file__).resolve().parent.parent}/"
LEFT_OUT = "(the message is left out of the log: it may quote a text)"

_about = {name: ContextVar(name, default="") for name in ABOUT}


@contextmanager
def about(**ids):
    """Every line written inside carries these ids: `request=`, `task=`."""
    tokens = {name: _about[name].set(value) for name, value in ids.items()}
    try:
        yield
    finally:
        for name, token in tokens.items():
            _about[name].reset(token)


def put_about(**ids):
    """The same until the next call, where what begins and what ends are told separately."""
    for name, value in ids.items():
        _about[name].set(value)


def request_id():
    """The id of the request that is being answered; empty outside one."""
    return _about["request"].get()


class WithoutRepeats(logging.Filter):
    """Leaves out Django's own line on a request that was refused: ours says the same. Names the rest by template."""

    def filter(self, record):
        status = getattr(record, "status_code", 0)
        if record.name == "django.request" and (400 <= status < 500 or not record.exc_info):
            return False
        request = getattr(record, "request", None)
        if hasattr(request, "path"):
            record.msg, record.args = record.getMessage().replace(request.path, route_of(request)), ()
        if record.name == "gunicorn.error" and str(record.msg).startswith("Error handling request"):
            record.msg, record.args = "Error handling request", ()
        return True


class JsonLines(logging.Formatter):
    def format(self, record):
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            # One line: some libraries put a traceback, with its words, behind it.
            "message": record.getMessage().partition("\n")[0],
        }
        line |= _fields(record)
        if record.exc_info and record.exc_info[1]:
            line["error"] = without_words(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


class PlainLines(logging.Formatter):
    """For reading along on one's own machine: errors say everything."""

    def __init__(self):
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s%(fields)s")

    def format(self, record):
        record.fields = "".join(f" {name}={value}" for name, value in _fields(record).items())
        return super().format(record)


def _fields(record):
    ids = {name: variable.get() for name, variable in _about.items()}
    extra = {name: record.__dict__[f"say_{name}"] for name in EXTRA if f"say_{name}" in record.__dict__}
    return {name: value for name, value in (ids | extra).items() if value not in ("", None)}


def say(**fields):
    """`log.info("…", extra=say(status=200))`: fields of the fixed list, under names that `logging` does not use."""
    return {f"say_{name}": value for name, value in fields.items()}


def route_of(request):
    """The template of the address, such as `stories/<slug:slug>/`: addresses themselves hold titles and tokens."""
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(no page of ours)"


def without_words(error):
    """The way to an error and to those that led to it, the first one first, without messages that may quote a text."""
    told, seen = [], set()
    while error and id(error) not in seen:
        seen.add(id(error))
        frames = [f"{_place(frame)}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
        told.append([*frames, f"{type(error).__module__}.{type(error).__qualname__}: {_message(error)}"])
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return [line for part in reversed(told) for line in part]


def _place(frame):
    return frame.filename.removeprefix(HERE).rpartition("/site-packages/")[2]


def _message(error):
    if isinstance(error, SPEAK_OF_THE_MACHINE) or type(error).__name__ in DATABASE_SPEAKS:
        return str(error).partition("\n")[0]
    return LEFT_OUT


def configuration(level, form):
    """Django's LOGGING. The web server takes its own from the same place: newsroom/gunicorn.py."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"without_repeats": {"()": "newsroom.logs.WithoutRepeats"}},
        "formatters": {
            JSON: {"()": "newsroom.logs.JsonLines"},
            LINES: {"()": "newsroom.logs.PlainLines"},
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["without_repeats"]},
        },
        "root": {"handlers": ["console"], "level": level},
        # Statements with their values are texts; and a page of ours makes dozens.
        "loggers": {"django.db.backends": {"level": "INFO"}},
    }
