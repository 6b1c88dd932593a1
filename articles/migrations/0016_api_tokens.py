"""Tokens by which programs work in the name of a user."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.migrations._groups import grant
from articles.models import guards


def let_people(apps, editor):
    """Whoever sees stories may let a program see them, too; administrators withdraw anybody's token."""
    for group in ("Editor", "Approver", "Administrator"):
        grant(apps, editor, group, ["add_apitoken"])
    grant(apps, editor, "Administrator", ["view_apitoken", "change_apitoken"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0015_blind_passes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApiToken',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(help_text='What it is for; the audit log names it.', max_length=80)),
                ('prefix', models.CharField(help_text='The part of the token that is no secret.', max_length=12, unique=True)),
                ('secret_sha256', models.CharField(max_length=64)),
                ('scopes', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('last_used_at', models.DateTimeField(help_text='To the minute.', null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='api_tokens', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'API token',
                'verbose_name_plural': 'API tokens',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.RunPython(
            lambda apps, editor: guards.install(editor.connection),
            lambda apps, editor: guards.remove(editor.connection),
        ),
        migrations.RunPython(let_people, migrations.RunPython.noop),
    ]
