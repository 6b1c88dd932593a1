"""What comes in by itself: feeds, visits, what waits for a story, versions, and the index by which stories are found."""

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from articles.migrations._groups import grant
from articles.models import guards, search_index

FEEDS = [f"{verb}_feed" for verb in ("add", "change", "delete", "view")] + ["view_fetch", "view_incoming"]


def give(apps, editor):
    grant(apps, editor, "Administrator", FEEDS)


def install(apps, editor):
    """SQLite lost the triggers when it built the tables again."""
    guards.install(editor.connection)
    search_index.install(editor.connection)


def remove(apps, editor):
    guards.remove(editor.connection)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0019_evidence_and_deliveries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, install),
        migrations.CreateModel(
            name='Feed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.URLField(help_text='Of the feed: http or https.', max_length=2000, unique=True)),
                ('minutes', models.PositiveIntegerField(default=30, help_text='Minutes between two visits. After an error the pause grows, up to a day.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(10080)], verbose_name='every')),
                ('follows_links', models.BooleanField(default=True, help_text='Fetch the page of each new item. Off: take the text that the feed itself holds.', verbose_name='fetch the pages')),
                ('paused_at', models.DateTimeField(blank=True, help_text='Not visited any more since; empty: visited.', null=True)),
                ('due_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='next visit')),
                ('visited_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last visit')),
                ('worked_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='last answer')),
                ('failures', models.PositiveIntegerField(default=0, editable=False, help_text='Visits that failed, one after another.')),
                ('error', models.TextField(blank=True, editable=False, help_text='Why the last visit failed.')),
                ('etag', models.CharField(blank=True, editable=False, max_length=200)),
                ('modified', models.CharField(blank=True, editable=False, max_length=200)),
            ],
            options={
                'ordering': ['outlet__name', 'address'],
            },
        ),
        migrations.CreateModel(
            name='Fetch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000)),
                ('requested_at', models.DateTimeField(auto_now_add=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('step', models.CharField(blank=True, help_text='What it is at.', max_length=200)),
                ('done', models.PositiveIntegerField(default=0)),
                ('total', models.PositiveIntegerField(default=0)),
                ('error', models.TextField(blank=True)),
                ('report', models.JSONField(default=list)),
            ],
            options={
                'verbose_name_plural': 'fetches',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='HistoricalFeed',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('address', models.URLField(db_index=True, help_text='Of the feed: http or https.', max_length=2000)),
                ('minutes', models.PositiveIntegerField(default=30, help_text='Minutes between two visits. After an error the pause grows, up to a day.', validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(10080)], verbose_name='every')),
                ('follows_links', models.BooleanField(default=True, help_text='Fetch the page of each new item. Off: take the text that the feed itself holds.', verbose_name='fetch the pages')),
                ('paused_at', models.DateTimeField(blank=True, help_text='Not visited any more since; empty: visited.', null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical feed',
                'verbose_name_plural': 'historical feeds',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Incoming',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('source', models.JSONField(default=dict, help_text='What the file says of it besides, as the import keeps it.')),
                ('text', models.TextField(help_text='Canonical text.')),
                ('text_sha256', models.CharField(db_index=True, max_length=64)),
                ('headline', models.CharField(blank=True, max_length=500)),
                ('address', models.CharField(blank=True, db_index=True, max_length=2000)),
                ('guid', models.CharField(blank=True, db_index=True, max_length=500)),
                ('published', models.DateField(null=True)),
                ('word_count', models.PositiveIntegerField()),
                ('received_at', models.DateTimeField(auto_now_add=True)),
                ('proposals', models.JSONField(default=list)),
                ('best_score', models.FloatField(default=0)),
                ('state', models.CharField(choices=[('waiting', 'Waiting'), ('confirmed', 'Taken in'), ('rejected', 'Rejected'), ('replaced', 'Replaced by a newer version')], default='waiting', max_length=10)),
                ('decided_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name_plural': 'incoming',
                'ordering': ['-received_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Trace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BigIntegerField()),
            ],
        ),
        migrations.AddField(
            model_name='annotation',
            name='carried_from',
            field=models.ForeignKey(help_text="The mark on the same words of the article's earlier version.", null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='carried_to', to='articles.annotation'),
        ),
        migrations.AddField(
            model_name='article',
            name='replaces',
            field=models.OneToOneField(help_text='Its earlier version.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='articles.article'),
        ),
        migrations.AddField(
            model_name='article',
            name='version_number',
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name='story',
            name='merged_into',
            field=models.ForeignKey(editable=False, help_text='Has its articles now.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='articles.story'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['text_sha256'], name='article_text'),
        ),
        migrations.AddField(
            model_name='feed',
            name='outlet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feeds', to='articles.outlet'),
        ),
        migrations.AddField(
            model_name='fetch',
            name='feed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='fetches', to='articles.feed'),
        ),
        migrations.AddField(
            model_name='fetch',
            name='requested_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='fetch',
            name='story',
            field=models.ForeignKey(help_text='What it was asked for.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.story'),
        ),
        migrations.AddField(
            model_name='historicalfeed',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalfeed',
            name='outlet',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='articles.outlet'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='article',
            field=models.OneToOneField(help_text='What it became.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='incoming', to='articles.article'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='incoming',
            name='feed',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='incoming', to='articles.feed'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='fetch',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='incoming', to='articles.fetch'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='original',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incoming', to='articles.original'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='outlet',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.outlet'),
        ),
        migrations.AddField(
            model_name='incoming',
            name='received_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='incoming',
            name='replaces',
            field=models.ForeignKey(help_text='Of which it is a new version.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='trace',
            name='article',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='traces', to='articles.article'),
        ),
        migrations.AddConstraint(
            model_name='feed',
            constraint=models.CheckConstraint(condition=models.Q(('address__startswith', 'https://'), ('address__startswith', 'http://'), _connector='OR'), name='feed_address_is_of_the_web'),
        ),
        migrations.AddIndex(
            model_name='fetch',
            index=models.Index(fields=['requested_by', '-id'], name='articles_fe_request_d6fc50_idx'),
        ),
        migrations.AddConstraint(
            model_name='fetch',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('feed',), name='feed_visited_by_one_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='incoming',
            index=models.Index(fields=['state', '-received_at'], name='articles_in_state_755a28_idx'),
        ),
        migrations.AddConstraint(
            model_name='incoming',
            constraint=models.CheckConstraint(condition=models.Q(('address', ''), ('address__startswith', 'https://'), ('address__startswith', 'http://'), _connector='OR'), name='incoming_address_is_of_the_web'),
        ),
        migrations.AddConstraint(
            model_name='trace',
            constraint=models.UniqueConstraint(fields=('key', 'article'), name='trace_once_in_article'),
        ),
        migrations.RunPython(install, remove),
        migrations.RunPython(give, migrations.RunPython.noop),
    ]
