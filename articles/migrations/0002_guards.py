"""The database refuses to change what was received, approved, decided, exported or logged."""

from django.db import migrations

from articles.models import guards


class Migration(migrations.Migration):
    dependencies = [("articles", "0001_initial")]
    operations = [
        migrations.RunPython(
            lambda apps, editor: guards.install(editor.connection),
            lambda apps, editor: guards.remove(editor.connection),
        )
    ]
