from django.db import migrations

from articles.models import guards


class Migration(migrations.Migration):
    """PostgreSQL refuses to empty a frozen table, too."""

    dependencies = [("articles", "0027_imports")]

    operations = [
        migrations.RunPython(
            lambda apps, editor: guards.install(editor.connection),
            migrations.RunPython.noop,
        )
    ]
