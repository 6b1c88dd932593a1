"""A feed remembers which entries were dealt with; a text waits once."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0020_intake'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(
            model_name='feed',
            name='follows_links',
        ),
        migrations.RemoveField(
            model_name='historicalfeed',
            name='follows_links',
        ),
        migrations.AddField(
            model_name='feed',
            name='seen',
            field=models.JSONField(blank=True, default=dict, editable=False, help_text='The entries that were dealt with: what tells their states apart.'),
        ),
        migrations.AddConstraint(
            model_name='incoming',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'waiting')), fields=('text_sha256',), name='incoming_text_waits_once'),
        ),
    ]
