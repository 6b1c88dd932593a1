"""A worker is killed while it fetches, and another one while it delivers: the next takes both up, without hands, and
nothing is taken in twice. A receiver may get a delivery twice, under one id.
"""

import pytest

from articles import tasks
from articles.models import Article, Delivery, DeliveryState, DeliveryTry, Event, Export, Fetch
from articles.workflow import delivering, fetches
from tests import newsdesk, receiving
from tests.bundle.story import an_approved_story
from tests.reliability.programs import address_of_the_database, eventually, kill, programs
from tests.reliability.rounds import rounds
from tests.web import a_web_server, page

pytestmark = pytest.mark.django_db(transaction=True)
LEASE = 2  # seconds


class Doomed:
    """Answers the second time. The first one who asks waits in vain."""

    def __init__(self, answer):
        self.answer, self.asked = answer, 0

    def __call__(self, handler):
        self.asked += 1
        if self.asked > 1:
            self.answer(handler)
        else:
            handler.rfile.read(1)  # until the connection breaks


@pytest.fixture
def receiver():
    server = receiving.a_server()
    yield server
    receiving.stop(server)


def test_a_killed_worker_leaves_nothing_undone_and_nothing_done_twice(nora, sami, ada, receiver, settings, ledger):
    settings.PRIVATE_HOSTS = receiving.HERE
    receiving.a_webhook(receiver, ada)
    story = newsdesk.a_story("bell", by=nora)
    total = rounds(full=20, quick=1)
    environment = {"NEWSROOM_PRIVATE_HOSTS": "127.0.0.1", "NEWSROOM_TASK_LEASE": str(LEASE)}
    for number in range(total):
        text = newsdesk.TEXT.replace("300", str(300 + number))
        doomed = Doomed(page(text, kind="text/plain; charset=utf-8"))
        with a_web_server({"/bell.txt": doomed}) as web, programs(address_of_the_database(), **environment) as run:
            fetch = fetches.request(web.address("/bell.txt"), by=nora, story=story)
            tasks.enqueue_fetch(fetch)
            worker = run.worker()
            eventually(lambda doomed=doomed: doomed.asked == 1, "the worker fetches")
            kill(worker)
            assert Fetch.objects.unfinished().get() == fetch

            worker = run.worker()
            eventually(lambda: not Fetch.objects.unfinished().exists(), "another worker takes the fetch up")
            receiver.answers, receiver.got = ["wait"], []
            an_approved_story(nora, sami, slug=f"printed-{number}")
            tasks.wake_deliveries()
            eventually(lambda: receiver.got, "the worker delivers")
            kill(worker)

            run.worker()
            eventually(lambda: not Delivery.objects.waiting().exists(), "another worker takes the delivery up")
        fetch.refresh_from_db()
        assert (fetch.attempts, fetch.error, [line["outcome"] for line in fetch.report]) == (2, "", ["taken"])
        assert Article.objects.filter(story=story).count() == number + 1
        first, second = (call[0]["Newsroom-Delivery"] for call in receiver.got)
        delivery = Delivery.objects.get(pk=first)
        assert (first, delivery.state) == (second, DeliveryState.DELIVERED)
        tries = DeliveryTry.objects.filter(delivery=delivery).values_list("error", flat=True)
        assert list(tries) == [delivering.STOPPED, ""]
        assert Export.objects.filter(revision=delivery.revision).count() == 1
        assert Event.objects.filter(verb="deliver").count() == number + 1
    ledger(
        "Workers killed while they fetch and while they deliver: taken up by the next, once in effect",
        2 * total,
        point=6,
        wanted=40,
        unit="kills",
    )
