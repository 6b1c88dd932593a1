"""What the tests of the actions on a mark share: where its article is, and what becomes of each action that fails."""

from django.urls import reverse

from tests import newsdesk


def address(annotation):
    """Where an action without HTMX leads back to."""
    return f"{annotation.article.get_absolute_url()}?note={annotation.pk}#note-{annotation.pk}"


def act(client, verb, annotation, **data):
    return client.post(reverse(f"annotation_{verb}", args=[annotation.pk]), {"version": annotation.version, **data})


def assert_only_by_post(client, verb, annotation):
    assert client.get(reverse(f"annotation_{verb}", args=[annotation.pk])).status_code == 405


def assert_closed_to_strangers(verb, annotation):
    """404 for whom the story does not exist; 403 for whom it does, but not to write in."""
    story = annotation.story
    story.members.set([newsdesk.a_user("jonas")])
    assert act(newsdesk.a_client(newsdesk.a_user("vera")), verb, annotation).status_code == 404
    approver = newsdesk.a_user("petra", "Approver")
    story.members.add(approver)
    assert act(newsdesk.a_client(approver), verb, annotation).status_code == 403
    annotation.refresh_from_db()
    assert annotation.is_open and not annotation.comments.exists()
