"""What was received, approved, decided, exported or logged is kept as it is: by every way that leads to the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import (
    ApiToken,
    Approval,
    Article,
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
    Incoming,
    Kill,
    Original,
    Receiver,
    Revision,
    Sentence,
    SupportConfirmation,
    guards,
)
from tests.newsdesk import a_claim, a_paragraph, a_revision, a_story, an_approved_revision, an_article, an_incoming

# Model, a column that is frozen, another value for it.
FROZEN = [
    (Original, "content", b"another text"),
    (Original, "sha256", "f" * 64),
    (Article, "text", "Another text."),
    (Article, "text_sha256", "f" * 64),
    (Article, "file_name", "another.txt"),
    (Article, "encoding", "latin-1"),
    (Article, "part", "another.txt"),
    (Article, "format", "pdf"),
    (Article, "removed", '"Nothing"'),
    (Article, "guid", "another"),
    (Incoming, "text", "Another text."),
    (Incoming, "address", "https://example.org/another"),
    (Sentence, "end", 3),
    (CorrectedReading, "number", 7),
    (CorrectedReading, "verb", "nothing"),
    (Decision, "value", "41"),
    (Decision, "reason", "I know better."),
    (Revision, "content", "{}"),
    (Revision, "sha256", "f" * 64),
    (Approval, "sha256", "f" * 64),
    (Endorsement, "sha256", "f" * 64),
    (ChangeRequest, "reason", "Nothing."),
    (Correction, "notice", "All was right."),
    (Kill, "reason", "No reason."),
    (Export, "sha256", "f" * 64),
    (Evidence, "content", "{}"),
    (ImportedRevision, "house", "https://another.example"),
    (DeliveryTry, "error", "It was not there."),
    (SupportConfirmation, "reason", "I was there."),
    (SupportConfirmation, "words", "41"),
    (ApiToken, "name", "another use"),
    (ApiToken, "secret_sha256", "f" * 64),
    (Event, "verb", "nothing"),
    (Event, "sha256", "f" * 64),
    (AuditCheck, "problem", "All is well."),
]
MODELS = list(dict.fromkeys(model for model, _, _ in FROZEN))


@pytest.fixture
def frozen(nora, jonas, sami):
    """One row at least of everything that is frozen."""
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
    receiver = Receiver.objects.create(name="Site", kind="folder", address="site")
    delivery = Delivery.objects.create(
        receiver=receiver, story=story, due_at=vouched.updated_at, made_at=vouched.updated_at
    )
    DeliveryTry.objects.create(delivery=delivery, number=1, began_at=vouched.updated_at)
    Event.objects.record("send", by=nora, story=story, target=returned)
    an_incoming()
    AuditCheck.objects.create(at=returned.sent_at, lines=0, head="0" * 64, line=1, problem="Line 1 was changed.")


def refused(attempt):
    """Whether the database refused, and left the row as it was."""
    with pytest.raises(DatabaseError, match="kept as it is"), transaction.atomic():
        attempt()
    return True


@pytest.mark.parametrize("model, field, value", FROZEN)
def test_a_frozen_row_is_not_saved(frozen, model, field, value):
    row = model.objects.first()
    setattr(row, field, value)
    assert refused(row.save)
    assert getattr(model.objects.get(pk=row.pk), field) != value


@pytest.mark.parametrize("model, field, value", FROZEN)
def test_a_queryset_does_not_update_frozen_rows(frozen, model, field, value):
    assert refused(lambda: model.objects.update(**{field: value}))
    assert not model.objects.filter(**{field: value}).exists()


@pytest.mark.parametrize("model, field, value", FROZEN)
def test_a_bulk_update_does_not_change_frozen_rows(frozen, model, field, value):
    row = model.objects.first()
    setattr(row, field, value)
    assert refused(lambda: model.objects.bulk_update([row], [field]))


@pytest.mark.parametrize("model, field, value", FROZEN)
def test_plain_sql_does_not_change_frozen_rows(frozen, model, field, value):
    statement = f'UPDATE {model._meta.db_table} SET "{field}" = %s'
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(statement, [value]))


@pytest.mark.parametrize("model", MODELS)
def test_plain_sql_does_not_delete_frozen_rows(frozen, model):
    with connection.cursor() as cursor:
        assert refused(lambda: cursor.execute(f"DELETE FROM {model._meta.db_table}"))


@pytest.mark.parametrize("model", MODELS)
def test_a_queryset_does_not_delete_frozen_rows(frozen, model):
    before = model.objects.count()
    assert refused(lambda: model.objects.all()._raw_delete(model.objects.db))
    assert model.objects.count() == before


@pytest.mark.parametrize("model", MODELS)
def test_a_frozen_row_is_not_deleted(frozen, model):
    row = model.objects.last()
    with pytest.raises(DatabaseError), transaction.atomic():
        row.delete()
    assert model.objects.filter(pk=row.pk).exists()


def test_what_is_not_frozen_of_an_article_may_be_corrected(article):
    article.headline = "The bell rings"
    article.save(update_fields=["headline"])
    assert Article.objects.get(pk=article.pk).headline == "The bell rings"


def test_sqlite_and_postgresql_guard_the_tables_that_the_models_have():
    assert set(guards.FROZEN) == {model._meta.db_table for model in MODELS}


def test_installing_the_guards_again_changes_nothing(frozen):
    guards.install(connection)
    guards.install(connection)
    assert refused(lambda: Event.objects.update(verb="nothing"))
