"""What files say of an article beside its text, what was left out of it, and a category for comments in files."""

from django.conf import settings
from django.db import migrations, models

from articles.models import guards, search_index

NOTE = {
    "name": "Note", "short_name": "note", "family": "language", "key": "n", "default_severity": "minor", "order": 140,
    "guideline": "A remark about these words that no other category names. Comments of a Word document come in as notes.",
    "examples": "A colleague's question in the file: “Is this still so?”",
    "counter_examples": "A wrong age: that is a misstated age, however it was noticed.",
}


def add_note(apps, editor):
    Category = apps.get_model("articles", "ErrorCategory")
    values = NOTE
    if Category.objects.filter(key=NOTE["key"]).exclude(slug="note").exists():  # administrators give keys, too
        taken = set(Category.objects.values_list("key", flat=True))
        values = NOTE | {"key": next(key for key in "mcqzwyvtjkgfrpoilsdaxe" if key not in taken)}
    Category.objects.get_or_create(slug="note", defaults=values)


def install(apps, editor):
    """SQLite lost the triggers when it built the table again."""
    guards.install(editor.connection)
    search_index.install(editor.connection)


def remove(apps, editor):
    guards.remove(editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0017_former_slugs'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(add_note, migrations.RunPython.noop),
        migrations.RunPython(migrations.RunPython.noop, install),
        migrations.AddField(
            model_name='article',
            name='address',
            field=models.CharField(blank=True, db_index=True, help_text='Its canonical address on the web: http or https.', max_length=2000),
        ),
        migrations.AddField(
            model_name='article',
            name='author',
            field=models.CharField(blank=True, help_text='As its outlet names them.', max_length=500),
        ),
        migrations.AddField(
            model_name='article',
            name='format',
            field=models.CharField(default='text', help_text='The kind of file that it was read from.', max_length=20),
        ),
        migrations.AddField(
            model_name='article',
            name='guid',
            field=models.CharField(blank=True, db_index=True, help_text='What its outlet or feed calls it.', max_length=500),
        ),
        migrations.AddField(
            model_name='article',
            name='part',
            field=models.CharField(blank=True, help_text='Where in the file it stood, when the file held several: “b/story.docx”.', max_length=500),
        ),
        migrations.AddField(
            model_name='article',
            name='published_at',
            field=models.DateTimeField(blank=True, help_text='The moment, where the file gives one.', null=True),
        ),
        migrations.AddField(
            model_name='article',
            name='removed',
            field=models.JSONField(blank=True, default=list, help_text='What of the file is not in the text, in order: text, reason.'),
        ),
        migrations.AlterField(
            model_name='article',
            name='encoding',
            field=models.CharField(blank=True, help_text='Of a file that is text.', max_length=40),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('address', ''), ('address__startswith', 'https://'), ('address__startswith', 'http://'), _connector='OR'), name='article_address_is_of_the_web'),
        ),
        migrations.RunPython(install, remove),
    ]
