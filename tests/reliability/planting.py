"""Payloads into every field that people or files fill: the fields are those of the models, so a new one is among them."""

import hashlib
import json
import re
from collections import defaultdict

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from articles.models import (
    Approval,
    ApprovalRule,
    Article,
    Attachment,
    AuditCheck,
    CheckSetting,
    CorrectedReading,
    Correction,
    Decision,
    DeliveryTry,
    Endorsement,
    ErrorCategory,
    Evidence,
    Feed,
    HouseStyle,
    ImportLine,
    Kill,
    Receiver,
    Revision,
    StoryParagraph,
    guards,
)
from tests import newsdesk
from tests.reliability.payloads import MARK, PAYLOADS
from tests.reliability.rounds import IS_SOAK

# Letters that a field gets at once; SQLite keeps no limit, PostgreSQL that of the field.
ROOM = 5000 if IS_SOAK else 1500
ROWS = 40  # of each model
# Filled by nobody but the program, or taken from a list of its own.
NOT_TEXT = set(
    """
    app_label args_kwargs backend_name bundle_sha256 check_slug codename desk encoding exception_class_path fingerprint
    format formats head history_type holder key kind language marks mentions model object_id old_secret password passages
    picture place prefix previous queue_name related return_value scopes secret secret_sha256 session_data session_key
    sha256 status target task_id task_path text_sha256 time_zone type verb worker_ids
    """.split()
)
NOT_OURS = {
    "mfa.Authenticator",
    "contenttypes.ContentType",
    "auth.Permission",
    "sessions.Session",
    "django_tasks_database.DBTaskResult",
}
# Other rows name places in these: what is new stands behind what is there.
PLACED = {(Article, "text"), (StoryParagraph, "text")}
DOCUMENTS = {(Revision, "content"), (Evidence, "content")}
WORDS = re.compile(r"[A-Z][a-z]|[a-z] [a-z]")


class Hand:
    """Deals the payloads out, so that each field gets each of them in turn. `met` is who met whom."""

    def __init__(self):
        self.next, self.met, self.rooms = defaultdict(int), defaultdict(set), {}

    def deal(self, field, room, between=" "):
        dealt, self.rooms[field] = [], room
        for _ in range(len(PAYLOADS)):
            payload = PAYLOADS[self.next[field] % len(PAYLOADS)]
            fits = len(between.join([*dealt, payload])) <= room
            if not fits and (dealt and len(payload) <= room):
                break
            self.next[field] += 1
            if fits:
                dealt.append(payload)
        self.met[field].update(dealt)
        return between.join(dealt)

    def through(self):
        """Those that every field had that has room for them."""
        return [
            payload
            for payload in PAYLOADS
            if all(payload in self.met[field] or len(payload) > room for field, room in self.rooms.items())
        ]


def fields():
    """[(model, its fields that hold text)]."""
    return [
        (model, texts)
        for model in apps.get_models()
        if model._meta.label not in NOT_OURS
        for texts in [[field for field in model._meta.concrete_fields if holds_text(field)]]
        if texts
    ]


def holds_text(field):
    is_text = isinstance(field, models.CharField | models.TextField | models.JSONField)
    is_chosen = field.choices or isinstance(field, models.SlugField) or field.primary_key
    return bool(
        is_text and not is_chosen and field.name not in NOT_TEXT and (field.max_length or ROOM) > len(MARK) + 10
    )


def more_rows(scene):
    """Of what the scene has none, or few."""
    now = timezone.now()
    for number in range(8):
        newsdesk.a_person(f"Person {number}", aliases="A", role="keeper")
        HouseStyle.objects.create(preferred=f"Style {number}", variants="styel", note="So.")
        newsdesk.an_outlet(f"Outlet {number}", homepage="https://courier.example/", notes="Old.")
    told = {"file": "The bell", "outcome": "refused", "part": "The part", "reason": "It is broken."}
    ImportLine.objects.create(report_id=scene.at["import"], told=told)
    CheckSetting.objects.create(slug="numbers", note="Too many.")
    for kept in (ErrorCategory, Receiver, Feed, ApprovalRule):
        kept.objects.order_by("-pk").first().save()  # simple_history keeps what it was
    claim = newsdesk.a_claim(scene.story, "The keeper", "is", says=[(scene.first, "61"), (scene.first, "40 years")])
    claim.decision = Decision.objects.create(claim=claim, value="61", reason="So.", picture="", decided_by=scene.nora)
    claim.save()
    Kill.objects.create(story=newsdesk.a_story("killed", by=scene.nora), by=scene.nora, at=now, reason="A hoax.")
    DeliveryTry.objects.create(delivery_id=scene.at["delivery"], number=9, began_at=now, error="No.")
    AuditCheck.objects.create(lines=1, head="0" * 64, problem="None.", at=now)
    LogEntry.objects.create(user=scene.nora, action_flag=1, object_repr="Bell", change_message="Changed.")
    reading = CorrectedReading.objects.create(
        article=scene.first, number=1, verb="accept", made_by=scene.nora, made_at=now
    )
    Attachment.objects.create(
        annotation=scene.mark, reading=reading, start=0, end=3, quote="The", by=scene.nora, at=now
    )
    printed = Revision.objects.get(pk=scene.at["printed"])
    ready = Revision.objects.get(pk=scene.at["ready"])
    Correction.objects.create(revision=ready, corrects=printed, number=1, notice="It was Monday.")


def plant(hand):
    """Into each field of each row. The guards of the database step aside meanwhile, as they would not in earnest."""
    guards.remove(connection)
    for model, texts in fields():
        for row in model._default_manager.order_by("-pk")[:ROWS]:
            values = {field.attname: planted(hand, model, field, row) for field in texts}
            write(model, row, values)
    sign_again()
    guards.install(connection)


def write(model, row, values):
    """The database itself refuses an address that is not of the web: there the payload follows one that is."""
    rows = model._default_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**values)
    except IntegrityError as refused:
        assert "of_the_web" in str(refused)
        rows.update(**values | {"address": f"https://{MARK}.example/{values['address'][:1900]}"})


def planted(hand, model, field, row):
    value, name = getattr(row, field.attname), f"{model._meta.label}.{field.name}"
    if (model, field.name) in DOCUMENTS:
        return json.dumps(sown(hand, name, json.loads(value)), sort_keys=True, ensure_ascii=False)
    if isinstance(field, models.JSONField):
        return sown(hand, name, value)
    if (model, field.name) in PLACED:
        return value.partition(f"\n\n{START}")[0] + f"\n\n{START}" + hand.deal(name, ROOM, "\n\n")
    return hand.deal(name, ROOM if connection.vendor == "sqlite" else min(field.max_length or ROOM, ROOM))


START = f"Here {MARK} begins.\n\n"


def sown(hand, name, value):
    """The same, with a payload behind each string that is words, and not a date, a hash or a name of the program's."""
    if isinstance(value, dict):
        return {key: sown(hand, name, inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [sown(hand, name, inner) for inner in value]
    if isinstance(value, str) and WORDS.search(value):
        return value.partition("\u2060")[0] + "\u2060" + hand.deal(name, ROOM // 4)
    return value


def sign_again():
    """What was signed is signed as it reads now: a broken signature would hide the page behind a warning."""
    for revision in Revision.objects.all():
        sha256 = hashlib.sha256(revision.content.encode()).hexdigest()
        Revision.objects.filter(pk=revision.pk).update(sha256=sha256)
        for model in (Approval, Endorsement):
            model.objects.filter(revision=revision).update(sha256=sha256)
