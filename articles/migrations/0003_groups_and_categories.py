"""The groups of people and the error categories that Newsroom starts with."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

READING = ["view_story"]
WRITING = ["add_story", "change_story", "view_story"]
REFERENCE = ["outlet", "errorcategory", "person", "housestyle", "checksetting"]
READ_ONLY = [
    "article", "original", "sentence", "annotation", "comment", "claim", "statement", "decision", "storyparagraph",
    "citation", "draftchange", "revision", "approval", "changerequest", "export", "event", "review",
]
GROUPS = {
    "Editor": WRITING,
    "Approver": READING + ["approve_revision"],
    "Administrator": WRITING
    + [f"{verb}_{model}" for model in REFERENCE for verb in ("add", "change", "delete", "view")]
    + [f"view_{model}" for model in READ_ONLY],
}
USERS = [f"{verb}_{model}" for model in ("user", "group") for verb in ("add", "change", "view")]

# slug, name, short name, family, key, severity, guideline
CATEGORIES = [
    ("misstated_age", "Misstated age", "age", "fact", "1", "major",
     "An age that other sources, a birth date or the article itself contradict. Not an age at another time, and not "
     "the age of somebody else in the same sentence."),
    ("wrong_location", "Wrong location", "place", "fact", "2", "blocker",
     "The event, or a person, is put where the sources say it was not. A city and its country agree; so do two "
     "spellings of one place."),
    ("wrong_number", "Wrong number", "number", "fact", "3", "major",
     "A count, sum or measure that the other sources contradict. A rounded figure agrees with the exact one; a later "
     "count replaces an earlier one."),
    ("wrong_date", "Wrong date", "date", "fact", "4", "major",
     "A date, weekday or year that the calendar or the other sources contradict."),
    ("garbled_sentence", "Garbled sentence", "garbled", "language", "5", "major",
     "Words missing, doubled or out of order, so that the sentence does not parse. Not a deliberate fragment, and not "
     "a headline."),
    ("truncated_text", "Truncated text", "cut off", "language", "6", "major",
     "A sentence or paragraph that stops before its end."),
    ("name_variant", "Name variant", "name", "language", "7", "minor",
     "Another spelling of a name than the other sources or the house use. Two people with one surname are no variant."),
    ("misattributed_or_altered_quote", "Altered quote", "quote", "quote", "8", "major",
     "Words between quotation marks that differ from what other sources quote, or that are given to another speaker. "
     "Two translations of foreign speech are a minor matter."),
    ("contradiction_between_sources", "Contradiction", "conflict", "clash", "9", "major",
     "The sources disagree and nothing in them says who is right."),
    ("duplicated_passage", "Duplicated passage", "repeat", "copy", "0", "minor",
     "Says again, in the same or other words, what the article has said before."),
    ("boilerplate", "Boilerplate", "boilerplate", "copy", "b", "minor",
     "Furniture of the page: navigation, share bars, credits, subscription and copyright lines."),
    ("unrelated_content", "Unrelated content", "unrelated", "copy", "u", "minor",
     "A teaser or a paragraph about another subject."),
    ("house_style", "House style", "style", "language", "h", "minor",
     "A spelling that the house does not use."),
]


def load(apps, editor):
    _load_groups(apps, editor)
    Category = apps.get_model("articles", "ErrorCategory")
    for order, (slug, name, short_name, family, key, severity, guideline) in enumerate(CATEGORIES, start=1):
        Category.objects.update_or_create(
            slug=slug,
            defaults={
                "name": name, "short_name": short_name, "family": family, "key": key,
                "default_severity": severity, "guideline": guideline, "order": order * 10,
            },
        )


def _load_groups(apps, editor):
    # Permissions are made after all migrations; these groups need them now.
    for label in ("articles", "auth"):
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=editor.connection.alias)
        config.models_module = None
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        wanted = Permission.objects.filter(content_type__app_label="articles", codename__in=codenames)
        group.permissions.set(wanted)
        if name == "Administrator":
            group.permissions.add(*Permission.objects.filter(content_type__app_label="auth", codename__in=USERS))


def unload(apps, editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()
    apps.get_model("articles", "ErrorCategory").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0002_guards"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(load, unload)]
