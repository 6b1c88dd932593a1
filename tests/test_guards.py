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
    DeliveryTry,
    Endorsement,
    Event,
    Evidence,
    Export,
    ImportedRevision,
    Incoming,
    Kill,
    Original,
    Revision,
    Sentence,
    SupportConfirmation,
    guards,
)
from tests import kept

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
    kept.one_of_everything(nora, jonas, sami)


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
