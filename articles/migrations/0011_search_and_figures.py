"""The words of what is there already, and its figures. A later change of either brings its own migration that does this."""

from django.db import migrations

from articles.models import search_index
from articles.models.figures import StoryFigures


class Migration(migrations.Migration):
    dependencies = [("articles", "0010_desk")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: search_index.install(editor.connection),
            lambda apps, editor: search_index.remove(editor.connection),
        ),
        migrations.RunPython(lambda apps, editor: StoryFigures.objects.recount_all(), migrations.RunPython.noop),
    ]
