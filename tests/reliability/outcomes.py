"""What a newsroom answers, in one word: it asks each address by each method for each role, and forgets what was done.

The words are those of docs/permissions.md.
"""

from contextlib import contextmanager
from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from django.db import transaction
from django.urls import URLPattern, get_resolver

from articles.models import Event

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
YES, SENT_BACK, REFUSED, PASSWORD = "yes", "form", "refused", "password"
SIGN_IN, NO, NOT_THERE, NOT_SO, GONE = "sign in", "no", "not there", "not so", "gone"
LET_IN = (YES, SENT_BACK, REFUSED, PASSWORD, GONE)
WORDS = {401: SIGN_IN, 403: NO, 404: NOT_THERE, 405: NOT_SO, 410: GONE}
SITE = ("", "testserver")


def addresses(resolver=None, route="", namespace=""):
    """[(name, route)] of the whole map. What has no name is called by its route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or here), here
        else:
            inner = namespace + (f"{pattern.namespace}:" if pattern.namespace else "")
            yield from addresses(pattern, here, inner)


@contextmanager
def undone():
    """Whatever happens inside is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def ask(client, method, address, form=None, **options):
    """The answer, or the exception that came instead of one. The browser forgets it, too: it stays signed in.

    `answer.noted` is how many lines the audit log got.
    """
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    with undone():
        before = Event.objects.count() if method == "POST" else 0
        try:
            send = client.generic if form is None else client.post
            answer = send(method, address, **options) if form is None else send(address, form, **options)
        except Exception as error:
            return error
        finally:
            client.cookies = SimpleCookie(cookies)
        answer.noted = Event.objects.count() - before if method == "POST" else 0
    return answer


def outcome(answer, *, is_form_complete=False, is_signed_in=True):
    """The word for it. `broken` is one that no table has."""
    if isinstance(answer, Exception):
        return f"broken ({type(answer).__name__}: {answer})"
    word = _word(answer, is_form_complete, is_signed_in)
    is_done_all_the_same = answer.noted and word not in LET_IN
    return f"broken ({word}, but it was done)" if is_done_all_the_same else word


def _word(answer, is_form_complete, is_signed_in):
    status = answer.status_code
    if status in WORDS:
        return WORDS[status]
    if status in (400, 409, 412, 413, 422, 428) or _is_told_off(answer):
        return REFUSED if is_form_complete else SENT_BACK
    if 300 <= status < 400 and status != 304:
        return _led(urlsplit(answer.headers["Location"]), is_signed_in)
    return YES if 200 <= status < 400 else f"broken ({status})"


def _led(address, is_signed_in):
    if address.netloc not in SITE:
        return f"broken (leads to {address.netloc})"
    if address.path.endswith(("admin/login/", "accounts/login/")):
        return NO if is_signed_in else SIGN_IN
    return PASSWORD if address.path.endswith("/reauthenticate/") else YES


def _is_told_off(answer):
    """A redirect to a page that will show why nothing was done."""
    told = getattr(getattr(answer, "wsgi_request", None), "_messages", None)
    return told is not None and any(message.level_tag == "error" for message in told._queued_messages)
