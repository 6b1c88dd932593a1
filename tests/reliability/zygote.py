"""A process that has Newsroom and its language model loaded and makes others of itself, each in a moment.

On standard input a line of JSON for each: which function, with which options. On standard output what it returned.
"""

import json
import os
import signal
import sys
import traceback
from functools import cache
from io import StringIO


def main():
    import django

    django.setup()
    for line in sys.stdin:
        asked = json.loads(line)
        function = IN_PLACE.get(asked["what"]) or (lambda asked=asked, **options: in_child(asked["what"], **options))
        print(json.dumps(function(**asked["options"])), flush=True)


@cache
def _load():
    """What a worker needs for its first review, without a word to the database."""
    import articles.tasks  # noqa: F401
    import newsroom.urls  # noqa: F401
    from articles.analysis.dossier import Dossier, Source
    from articles.analysis.review import review
    from tests import newsdesk

    texts = [newsdesk.TEXT, newsdesk.TEXT.replace("40", "14")]
    review(Dossier(tuple(Source(str(number), text, f"Outlet {number}") for number, text in enumerate(texts))))


# --- Processes --------------------------------------------------------------------------------------------------------


def in_child(what, **options):
    """What the function of this name returns, in a process of its own."""
    answer, tell = os.pipe()
    if (pid := os.fork()) == 0:
        _be_a_child(lambda: os.write(tell, json.dumps(globals()[what](**options)).encode()), tell)
    os.close(tell)
    with os.fdopen(answer, "rb") as file:
        said = file.read()
    _, status = os.waitpid(pid, 0)
    return {"failed": said.decode()} if status else {"made": json.loads(said)}


def worker():
    """Starts `manage.py run_worker`; its process id."""
    _load()
    return start("run_worker")


def start(name, arguments=()):
    """Starts a command of manage.py; its process id."""
    from django.core.management import call_command

    if (pid := os.fork()) == 0:
        _be_a_child(lambda: call_command(name, *arguments, verbosity=0, stdout=StringIO()))
    return {"made": pid}


def reap(pid):
    """The status with which it ended; None while it runs."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    return {"made": status if ended else None}


def _be_a_child(work, tell=2):
    status = 1
    try:
        sys.stdin.close()
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        work()
        status = 0
    except BaseException:
        os.write(tell, traceback.format_exc().encode())
    finally:
        os._exit(status)


IN_PLACE = {"worker": worker, "start": start, "reap": reap}


# --- What they do -----------------------------------------------------------------------------------------------------


def people():
    """{name: session}; and a receiver, so that an approval has something to send."""
    from tests import newsdesk, receiving

    receiving.a_folder()
    users = [newsdesk.a_user(name) for name in ("nora", "jonas", "sami")]
    return {user.username: _session(newsdesk.a_client(user)) for user in users}


def _session(client):
    return next(morsel.value for name, morsel in client.cookies.items() if name.endswith("session"))


def stories(names, articles=1):
    """Stories with these addresses, each with so many articles; their ids."""
    from tests import newsdesk

    nora, made = _user("nora"), []
    for name in names:
        story = newsdesk.a_story(name, by=nora)
        for number in range(articles):
            newsdesk.an_article(story, newsdesk.TEXT.replace("40 years", f"{40 + number} years"), f"Outlet {number}")
        made.append(story.pk)
    return made


def written(names):
    """Stories with a draft of one paragraph: [{story, article, paragraph, mark}]."""
    from tests import newsdesk

    nora, made = _user("nora"), []
    for name in names:
        story = newsdesk.a_story(name, by=nora, headline="The bell rings")
        article = newsdesk.an_article(story)
        words = "About 300 people stood on the quay."
        paragraph = newsdesk.a_paragraph(story, words, by=nora, cites=[(article, words)])
        mark = newsdesk.an_annotation(article, "61", fingerprint=f"mark-{name}")
        rows = {"story": story, "article": article, "paragraph": paragraph, "mark": mark}
        made.append({what: row.pk for what, row in rows.items()} | {"slug": name})
    return made


def sent(names):
    """The same, sent for approval: with `revision` and `sha256`."""
    from articles.models import Story
    from articles.workflow import approval

    made = written(names)
    for one in made:
        revision = approval.send(Story.objects.get(pk=one["story"]), by=_user("nora"))
        one |= {"revision": revision.pk, "sha256": revision.sha256}
    return made


def approved(names):
    from articles.models import Revision
    from articles.workflow import approval

    made = sent(names)
    for one in made:
        approval.approve(Revision.objects.get(pk=one["revision"]), by=_user("sami"), sha256=one["sha256"])
    return made


def ask_reviews(names):
    """As the page does it: asked for, and given to the queue."""
    from articles import tasks
    from articles.models import Story
    from articles.workflow import review

    for story in Story.objects.filter(slug__in=names).order_by("pk"):
        tasks.enqueue_review(review.request(story, by=_user("nora")))


def send_again():
    """Everything that was delivered, once more."""
    from articles.models import Delivery
    from articles.workflow import outbox

    for delivery in Delivery.objects.filter(state="delivered").select_related("story"):
        outbox.send_again(delivery, by=_user("nora"))


def command(name, arguments=()):
    from django.core.management import call_command

    call_command(name, *arguments, stdout=StringIO())


def unsound():
    """What is wrong with the audit chain and the counted figures: nothing."""
    from django.core.management import CommandError, call_command

    found = []
    for name, options in (("verify_audit", []), ("recount_figures", ["--check"])):
        try:
            call_command(name, *options, stdout=StringIO(), stderr=StringIO())
        except (CommandError, SystemExit) as error:
            found.append(f"{name}: {error}")
    return found


def _user(name):
    from django.contrib.auth import get_user_model

    return get_user_model().objects.get(username=name)


if __name__ == "__main__":
    main()
