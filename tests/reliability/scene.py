"""A newsroom in which everything that has an address exists, and everybody who might ask for it.

The stories have members: Nora, Petra, Ada and Bruno, who is reading their first article blind. Vera is an editor and a
stranger to them, Max belongs to no group, Rosa is a superuser. What is personal (the inbox, the tokens) is Nora's.
"""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.utils import timezone

from articles.models import ApprovalRule, Delivery, Notification, NotificationKind, Scope, Via
from articles.workflow import (
    annotations,
    approval,
    blind,
    draft,
    export,
    fetches,
    imports,
    links,
    review,
    support,
    tokens,
)
from tests import newsdesk, receiving

PEOPLE = {
    "anonymous": (),
    "no group": ("max",),
    "stranger": ("vera", "Editor"),
    "blind reader": ("bruno", "Editor"),
    "editor": ("nora", "Editor"),
    "approver": ("petra", "Approver"),
    "administrator": ("ada", "Administrator"),
    "superuser": ("rosa",),
}
CROWD = "About 300 people stood on the quay."
MORE = "About 3,000 people stood on the quay."
CONFIRMED = {"sentence": MORE, "kind": "number", "words": "3,000", "reason": "I counted them."}


class Scene:
    """`at` has what addresses name; `client("editor")` is a browser in which they have signed in."""

    def __init__(self):
        self.users = {
            role: newsdesk.a_user(name, *groups, superuser=role == "superuser")
            for role, (name, *groups) in list(PEOPLE.items())[1:]
        }
        self.nora, self.sami = self.users["editor"], newsdesk.a_user("sami")
        self.members = [self.users[role] for role in ("editor", "approver", "administrator", "blind reader")]
        self.at = {"format": "markdown", "path": "articles"}
        self.print_a_story()
        self.begin_a_story()
        self.write_it()
        self.send_it()
        self.let_more_in()

    def client(self, role, **options):
        return newsdesk.a_client(self.users[role], **options) if role in self.users else Client(**options)

    def token(self, role, *scopes):
        """For a program of theirs: with these scopes, or with all."""
        return tokens.make(by=self.users[role], name="Agency", scopes=scopes or Scope.values, days=30).text

    # --- What has happened ----------------------------------------------------------------------------------------

    def print_a_story(self):
        """Approved, exported and delivered. Another story waits for nothing but a signature."""
        receiver, later = receiving.a_folder(), receiving.a_folder(name="Paper", address="paper", occasion="asked")
        printed = self.a_sent_story("printed")
        approval.approve(printed, sha256=printed.sha256, by=self.sami)
        export.export(type(printed).objects.get(pk=printed.pk), "text", by=self.nora)
        delivery = Delivery.objects.get(receiver=receiver)
        self.at |= {"printed": printed.pk, "delivery": delivery.pk, "receiver": later.pk}
        ApprovalRule.objects.update_or_create(pk=1, defaults={"link_hours": 24})
        self.ready = self.a_sent_story("ready")
        link = links.make_link(self.ready, guest="Paula Guest", by=self.sami)
        self.at |= {"ready": self.ready.pk, "link": link.pk, "token": links.token_of(link)}

    def a_sent_story(self, slug):
        story = newsdesk.a_story(slug, by=self.nora, headline="The bell rang", members=self.members)
        article = newsdesk.an_article(story)
        newsdesk.a_paragraph(story, by=self.nora, cites=[(article, "rang on Monday")])
        blind.start(article, by=self.users["blind reader"])
        return approval.send(story, by=self.nora)

    def begin_a_story(self):
        self.story = newsdesk.a_story("bell", by=self.nora, headline="The bell rings", members=self.members)
        first = newsdesk.an_article(self.story, by=self.nora, language="en")
        second = newsdesk.an_article(self.story, newsdesk.TEXT.replace("300", "500"), "Coast Agency", by=self.nora)
        mark = newsdesk.an_annotation(first, suggestion="41 years")
        decided = newsdesk.an_annotation(first, "61", by=self.nora)
        annotations.comment(mark, by=self.nora, text="Is this right?")
        annotations.accept(decided, by=self.nora, version=decided.version, reason="It is.")
        claim = newsdesk.a_claim(self.story, says=[(first, "300"), (second, "500")])
        for reader in (self.sami, self.users["blind reader"]):
            blind.start(first, by=reader)
        blind.finish(first, by=self.sami)
        review.request(self.story, by=self.nora)
        self.story.reviews.update(finished_at=timezone.now())
        self.first, self.mark, self.decided, self.claim = first, mark, decided, claim
        self.at |= {"slug": "bell", "number": 1, "mark": mark.pk, "decided": decided.pk, "claim": claim.pk}

    def write_it(self):
        paragraph = newsdesk.a_paragraph(self.story, CROWD, by=self.nora, cites=[(self.first, CROWD)])
        paragraph = draft.save_paragraph(paragraph, by=self.nora, version=1, text=MORE)
        newsdesk.a_paragraph(self.story, by=self.nora, cites=[(self.first, CROWD)])
        confirmation = support.confirm(paragraph, by=self.nora, **CONFIRMED)
        self.paragraph, citation = paragraph, paragraph.citations.get()
        self.at |= {"paragraph": paragraph.pk, "confirmation": confirmation.pk, "citation": citation.pk}

    def send_it(self):
        """A first time, and sent back; a second time, and an approver wrote a note on it."""
        first = approval.send(self.story, by=self.nora)
        approval.request_changes(first, by=self.sami, reason="Too short.")
        newsdesk.a_paragraph(self.story, "It rang again.", by=self.nora)
        waiting = approval.send(self.story, by=self.nora)
        words = waiting.document["story"]["headline"]
        place = {"paragraph": None, "start": 0, "end": len(words), "quote": words}
        note = approval.add_note(waiting, by=self.sami, text="Shorter.", **place)
        self.at |= {"earlier": first.pk, "waiting": waiting.pk, "note": note.pk, "place": f":0-{len(words)}"}

    def let_more_in(self):
        told = Notification.objects.create(
            user=self.nora, kind=NotificationKind.MENTION, story=self.story, at=timezone.now()
        )
        mine = tokens.make(by=self.nora, name="Mine", scopes=[Scope.STORIES_READ], days=30)
        fetch = fetches.request("https://courier.example/bell", by=self.nora, story=self.story)
        done = imports.begin(via=Via.PAGE, by=self.nora, story=self.story)
        self.at |= {"told": told.pk, "mine": mine.token.pk, "fetch": fetch.pk, "import": done.pk}
        self.at |= {
            "incoming": newsdesk.an_incoming().pk,
            "feed": newsdesk.a_feed().pk,
            "somebody": self.users["no group"].pk,
        }
        elsewhere = newsdesk.a_client(self.nora).session.session_key
        session = UserSession.objects.create(
            user=self.nora, ip="192.0.2.1", session_key=elsewhere, user_agent="Firefox"
        )
        self.at["session"] = session.pk
        EmailAddress.objects.get_or_create(user=self.nora, email=self.nora.email, primary=True, verified=True)
