"""A newsroom is backed up while editors work at it over HTTP, and put back: what comes back is one moment of it, whole."""

import pytest

from articles.models import Event, Story
from articles.workflow import audit, backup
from tests import newsdesk
from tests.reliability.programs import address_of_the_database, eventually, programs, session_of
from tests.reliability.rounds import rounds
from tests.reliability.test_outages import Desk

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_is_backed_up_under_load_comes_back_as_it_was(nora, tmp_path, ledger):
    desk, total, sizes = Desk(0, nora), rounds(full=50, quick=2), []
    with programs(address_of_the_database(), NEWSROOM_LOG_LEVEL="CRITICAL") as run:
        desk.port, server = run.server()
        for number in range(total):
            file = tmp_path / f"{number}.backup"
            with desk.under_load():
                before = len(desk.acknowledged)
                eventually(lambda before=before: len(desk.acknowledged) > before + 5, "work")
                acknowledged = list(desk.acknowledged)
                made = backup.back_up(file)
                eventually(lambda a=acknowledged: len(desk.acknowledged) > len(a) + 5, "work goes on meanwhile")
            restored = backup.restore(file, replace=True)
            assert restored.backup.content_sha256 == made.content_sha256
            assert restored.problem is None and audit.verify(made.head).is_sound
            titles = list(Story.objects.filter(title__startswith="Quay").values_list("title", flat=True))
            assert set(acknowledged) <= set(titles) <= set(desk.acknowledged), "what came later is not there"
            created = Event.objects.filter(verb="create story").values_list("story__title", flat=True)
            assert sorted(created) == sorted(titles), "each story with its line of the log, and the other way round"
            desk.acknowledged = titles
            desk.session = session_of(newsdesk.a_client(nora))  # whoever was signed in is not any more
            sizes.append(len(titles))
            assert desk.open_a_story().status == 302 and server.poll() is None
    assert (desk.refused, desk.others) == ([], [])
    ledger(
        "Backed up while four editors work over HTTP, and restored: one moment, same content, chain whole",
        total,
        point=8,
        wanted=50,
        unit="backups",
        figure=f"up to {sizes[-1]} stories",
    )
