"""One row at least of everything that the database keeps as it is (articles.models.guards)."""

from articles.models import (
    ApiToken,
    AuditCheck,
    ChangeRequest,
    CorrectedReading,
    Correction,
    Decision,
    Delivery,
    DeliveryTry,
    Endorsement,
    Event,
    Evidence,
    Export,
    ImportedRevision,
    Kill,
    Receiver,
    SupportConfirmation,
)
from tests.newsdesk import (
    TEXT,
    a_claim,
    a_paragraph,
    a_revision,
    a_story,
    an_approved_revision,
    an_article,
    an_incoming,
)


def one_of_everything(nora, jonas, sami):
    revision = an_approved_revision(written_by=nora, approved_by=sami)
    Export.objects.create(revision=revision, format="text", file_name="bell.txt", sha256="a" * 64, size=1)
    story = a_story(by=nora)
    claim = a_claim(story, says=[(an_article(story), "300"), (an_article(story), "40")])
    Decision.objects.create(
        claim=claim, value="40", reason="The keeper says so.", picture=claim.picture, decided_by=jonas
    )
    vouched = a_paragraph(story, by=nora)
    SupportConfirmation.objects.create(
        story=story,
        paragraph=vouched,
        sentence=vouched.text,
        sentence_sha256="a" * 64,
        kind="name",
        words="Aldmere",
        reason="I asked the keeper.",
        by=nora,
        at=vouched.updated_at,
    )
    returned = a_revision(story, by=nora)
    ChangeRequest.objects.create(revision=returned, by=sami, at=returned.sent_at, reason="Name the quay.")
    Endorsement.objects.create(revision=returned, by=sami, at=returned.sent_at, sha256=returned.sha256)
    Correction.objects.create(revision=returned, corrects=revision, number=1, notice="It was 40 years.")
    Kill.objects.create(story=story, by=sami, at=returned.sent_at, reason="It never rang.")
    ApiToken.objects.create(
        user=nora, name="Feed", prefix="0123456789", created_at=returned.sent_at, expires_at=returned.sent_at
    )
    Evidence.objects.create(revision=revision, content="[]", sha256="a" * 64, frozen_at=returned.sent_at)
    ImportedRevision.objects.create(
        revision=revision, house="https://b.example", audit="", bundle_sha256="a" * 64, imported_at=returned.sent_at
    )
    CorrectedReading.objects.create(
        article=claim.statements.first().article, number=1, verb="accept", made_by=nora, made_at=returned.sent_at
    )
    receiver = Receiver.objects.create(name="Kept", kind="folder", address="kept")
    delivery = Delivery.objects.create(
        receiver=receiver, story=story, due_at=vouched.updated_at, made_at=vouched.updated_at
    )
    DeliveryTry.objects.create(delivery=delivery, number=1, began_at=vouched.updated_at)
    Event.objects.record("send", by=nora, story=story, target=returned)
    an_incoming(TEXT.replace("300", "700"))
    AuditCheck.objects.create(at=returned.sent_at, lines=0, head="0" * 64, line=1, problem="Line 1 was changed.")
