"""Something to look at: invented stories, and people who work on them. Loading it again changes nothing."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from articles.models import HouseStyle, Person, Story
from articles.workflow import annotations, approval, claims, draft, intake, review

TEXTS = Path(__file__).resolve().parent.parent / "demo"
PASSWORD = "newsroom-demo"  # known to everybody: the command that loads the demo refuses outside debug


class Member(NamedTuple):
    username: str
    first_name: str
    last_name: str
    groups: tuple[str, ...]
    what: str


PEOPLE = (
    Member("nora", "Nora", "Lind", ("Editor",), "editor"),
    Member("jonas", "Jonas", "Weber", ("Editor",), "editor"),
    Member("sami", "Sami", "Haddad", ("Editor", "Approver"), "editor who also approves"),
    Member("ada", "Ada", "Okoye", ("Administrator",), "administrator (/admin/)"),
)
IN_THE_NEWS = (
    ("Elin Marsh", date(1991, 6, 2), "Geology teacher from Leeds"),
    ("Irena Vidmar", date(1973, 9, 21), "Leader of the cave rescue service"),
    ("Tomaž Kobal", date(1996, 11, 5), "Caver from Kranj"),
    ("Liisa Tamm", date(1978, 8, 30), "Mayor"),
)
HOUSE_STYLE = (("metres", "meters", "We write British English."), ("Kranj", "Krainburg", ""))
# File name without its ending, outlet.
OUTLETS = {
    "wire": "Adriatic Wire",
    "tabloid": "The Daily Lantern",
    "machine-translation": "Severni Glas",
    "aggregator": "NewsHopper",
}


def is_loaded():
    usernames = [member.username for member in PEOPLE]
    return Story.objects.filter(slug__in=STORIES).count() == len(STORIES) and get_user_model().objects.filter(
        username__in=usernames
    ).count() == len(usernames)


def load():
    """Whatever of the demo is not there yet; each story is made whole or not at all."""
    with transaction.atomic():
        users = {member.username: _user(member) for member in PEOPLE}
        for name, birth_date, role in IN_THE_NEWS:
            Person.objects.get_or_create(name=name, defaults={"birth_date": birth_date, "role": role})
        for preferred, variants, note in HOUSE_STYLE:
            HouseStyle.objects.get_or_create(preferred=preferred, defaults={"variants": variants, "note": note})
    for slug, build in STORIES.items():
        if not Story.objects.filter(slug=slug).exists():
            with transaction.atomic():
                build(slug, users)


def _user(member):
    user, is_new = get_user_model().objects.get_or_create(
        username=member.username,
        defaults={
            "first_name": member.first_name,
            "last_name": member.last_name,
            "email": f"{member.username}@newsroom.example",
            "is_staff": "Administrator" in member.groups,
        },
    )
    if is_new:
        user.set_password(PASSWORD)
        user.save()
        user.groups.set(Group.objects.filter(name__in=member.groups))
    return user


# --- The stories ------------------------------------------------------------------------------------------------------


def _cave_rescue(slug, users):
    """Five articles, reviewed: nobody has decided anything yet."""
    names = ["wire", "tabloid", "machine-translation", "aggregator", "local-paper"]
    _story(slug, "Two cavers rescued near Kranj", names, "Gorenjska Echo", date(2026, 3, 15), users["nora"], hours=5)


def _greenhouse_hail(slug, users):
    """Written by Nora and approved by Sami."""
    nora, sami = users["nora"], users["sami"]
    story = _story(slug, "Hail near Girona", ["wire", "local-paper"], "Empordà Diary", date(2026, 3, 11), nora, hours=2)
    _settle(story, by=nora)
    wire, paper = story.articles.order_by("number")
    draft.set_headline(story, by=nora, version=story.version, headline="Hail breaks 120 greenhouses near Girona")
    lead = _put(story, wire, "A hailstorm broke", by=nora)
    lead = draft.save_paragraph(lead, by=nora, version=lead.version, text=f"A hailstorm{_after(lead, 'A hailstorm')}")
    _cite(lead, paper, "In the villages east", by=nora)
    for article, words in ((wire, "The storm lasted"), (paper, "Neighbours spent"), (wire, "Nobody was hurt")):
        _put(story, article, words, by=nora)
    revision = approval.send(story, by=nora)
    approval.approve(revision, by=sami, sha256=revision.sha256)


def _swimming_lake(slug, users):
    """Jonas is writing: one conflict decided, one open, one sentence without a source, and a question to Nora."""
    jonas = users["jonas"]
    story = _story(slug, "Lake Sorve opens again", ["wire", "local-paper"], "Emajõe Post", None, jonas, hours=26)
    wire, paper = story.articles.order_by("number")
    for age in story.claims.undecided().filter(subject="Liisa Tamm")[:1]:
        claims.decide(age, by=jonas, version=age.version, value="47", reason="She was born on 30 August 1978.")
    draft.set_headline(story, by=jonas, version=story.version, headline="Swimmers get their lake back")
    _put(story, paper, "Twelve monthly tests", by=jonas)
    _put(story, wire, "People have waited", by=jonas)
    draft.add_paragraph(story, by=jonas, text="The beach has no shade, and the council means to plant trees.")
    for mark in story.annotations.open()[:1]:
        annotations.comment(mark, by=jonas, text="@nora, you spoke with the council: is this right?")


STORIES = {"cave-rescue": _cave_rescue, "greenhouse-hail": _greenhouse_hail, "swimming-lake": _swimming_lake}


def _story(slug, title, names, local_paper, published, by, *, hours):
    """A story due in `hours`, with its articles taken in and reviewed."""
    story = intake.create_story(title=title, slug=slug, by=by)
    story.swap(story.version, due_at=timezone.now() + timedelta(hours=hours))
    for name in names:
        path = TEXTS / slug / f"{name}.txt"
        outlet = OUTLETS.get(name, local_paper)
        intake.take_in(story, intake.read(path.read_bytes(), path.name), by=by, outlet=outlet, published=published)
    review.run(review.request(story, by=by))
    story.refresh_from_db()
    return story


def _settle(story, *, by):
    """Whatever the review found in it is dealt with: nothing stands in the way of approval."""
    for mark in story.annotations.open():
        annotations.resolve(mark, by=by, version=mark.version, reason="Asked the growers' association.")
    for claim in story.claims.undecided():
        value = claim.statements.first().value
        claims.decide(claim, by=by, version=claim.version, value=value, reason="The growers' association says so.")


def _put(story, article, words, *, by):
    start, end = _sentence(article, words)
    return draft.put_sentence(story, by=by, article=article, start=start, end=end)


def _cite(paragraph, article, words, *, by):
    start, end = _sentence(article, words)
    draft.cite(
        paragraph,
        by=by,
        version=paragraph.version,
        start=0,
        end=1,
        article=article,
        source_start=start,
        source_end=end,
    )


def _sentence(article, words):
    """The sentence of the article in which `words` begin."""
    position = article.text.index(words)
    sentence = article.sentences.filter(start__lte=position, end__gt=position).get()
    return sentence.start, sentence.end


def _after(paragraph, words):
    """What the paragraph says behind `words`: without a dateline before them."""
    return paragraph.text.partition(words)[2]
