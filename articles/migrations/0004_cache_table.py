"""The table of the shared cache: lock-out counts live in it."""

from django.core.management import call_command
from django.db import migrations


def create(apps, editor):
    call_command("createcachetable", database=editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_groups_and_categories")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
