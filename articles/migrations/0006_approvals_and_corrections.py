"""Two signatures, links for guests, notes of approvers, corrections, kills."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


from articles.migrations._groups import grant
from articles.models import guards

READ_ONLY = ["endorsement", "approvallink", "revisionnote", "correction", "kill"]


def let_administrators(apps, editor):
    rules = [f"{verb}_approvalrule" for verb in ("add", "change", "delete", "view")]
    grant(apps, editor, "Administrator", [*rules, *(f"view_{model}" for model in READ_ONLY)])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0005_copies'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ApprovalRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signatures', models.PositiveSmallIntegerField(choices=[(1, 'One approver'), (2, 'Two approvers')], default=1, help_text='How many must approve a revision before it may leave the house.')),
                ('link_hours', models.PositiveSmallIntegerField(default=0, help_text='For how many hours a link lets somebody without an account approve. 0: no such links.', validators=[django.core.validators.MaxValueValidator(336)])),
            ],
            options={
                'verbose_name': 'rule of approval',
                'verbose_name_plural': 'rules of approval',
            },
        ),
        migrations.AlterField(
            model_name='approval',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.CreateModel(
            name='ApprovalLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guest', models.CharField(help_text='Whoever gets the link; their name stands under the approval.', max_length=150)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='articles.revision')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='approval',
            name='link',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.approvallink'),
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='Counts the corrections of the story.')),
                ('notice', models.TextField()),
                ('annotation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.annotation')),
                ('corrects', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='articles.revision')),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.decision')),
                ('revision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='correction', to='articles.revision')),
            ],
            options={
                'ordering': ['revision__story', 'number'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalApprovalRule',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('signatures', models.PositiveSmallIntegerField(choices=[(1, 'One approver'), (2, 'Two approvers')], default=1, help_text='How many must approve a revision before it may leave the house.')),
                ('link_hours', models.PositiveSmallIntegerField(default=0, help_text='For how many hours a link lets somebody without an account approve. 0: no such links.', validators=[django.core.validators.MaxValueValidator(336)])),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical rule of approval',
                'verbose_name_plural': 'historical rules of approval',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Kill',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('reason', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='kill', to='articles.story')),
            ],
        ),
        migrations.CreateModel(
            name='RevisionNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('paragraph', models.PositiveBigIntegerField(help_text='Its id in the document; empty: the headline.', null=True)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('quote', models.TextField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='articles.revision')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['revision', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Endorsement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('sha256', models.CharField(help_text='The content that the approver saw.', max_length=64)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.approvallink')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endorsements', to='articles.revision')),
            ],
            options={
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('revision', 'by'), name='endorsed_once_by_each')],
            },
        ),
        migrations.RunPython(let_administrators, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: guards.install(editor.connection),
            lambda apps, editor: guards.remove(editor.connection),
        ),
    ]
