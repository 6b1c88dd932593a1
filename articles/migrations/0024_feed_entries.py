"""The administration knows "seen" as the state that a form started from: a feed's entries get a name of their own."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [('articles', '0023_corrected_readings')]

    operations = [migrations.RenameField(model_name='feed', old_name='seen', new_name='entries')]
