"""The head of a story: what stands above and around its text, but for the headline, which is written with the draft."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Stale, Story
from articles.workflow.draft_changes import HEAD, Change
from articles.workflow.errors import Refused

LONGEST_NOTE = 2000  # characters
FIELDS = tuple(name for name in HEAD if name != "headline")
NAMES = {
    "standfirst": gettext_lazy("Standfirst"),
    "keywords": gettext_lazy("Keywords"),
    "location": gettext_lazy("Location"),
    "byline": gettext_lazy("Byline"),
    "editors_note": gettext_lazy("Editor’s note"),
}
HINTS = {
    "standfirst": gettext_lazy("One or two sentences under the headline."),
    "keywords": gettext_lazy("With commas between them."),
    "location": gettext_lazy("Where it happened, as the dateline has it."),
    "byline": gettext_lazy("Whose work it is, as readers see it."),
    "editors_note": gettext_lazy("What readers should know about how the story came about."),
}


@transaction.atomic
def set_head(story, *, by, version, **fields):
    """Save the named fields of FIELDS. Raises Stale when the story was saved since `version`; what is the same stays."""
    change = Change(story, "head", by)
    cleaned = {name: _clean(name, text) for name, text in fields.items()}
    changed = {name: text for name, text in cleaned.items() if getattr(change.story, name) != text}
    if change.story.version != version:
        raise Stale(change.story)
    if not changed:
        return change.story
    before = {name: getattr(change.story, name) for name in changed}
    change.story.swap(version, **changed)
    change.save(**before)
    return change.story


def limit_of(name):
    """How many characters the field may have."""
    return Story._meta.get_field(name).max_length or LONGEST_NOTE


def _clean(name, text):
    text = " ".join(text.split())
    if name == "keywords":
        text = ", ".join(dict.fromkeys(filter(None, (word.strip() for word in text.split(",")))))
    if len(text) > limit_of(name):
        raise Refused(
            _("%(name)s: at most %(most)s characters; this has %(count)s.")
            % {"name": NAMES[name], "most": limit_of(name), "count": len(text)}
        )
    return text
