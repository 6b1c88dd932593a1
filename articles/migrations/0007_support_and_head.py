"""What a citation was made for, the head of a story, confirmations of what the sources do not bear out."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.migrations._groups import grant
from articles.models import guards


def take_words_as_they_stand(apps, editor):
    """Nobody knows what a sentence said when it was cited for: from now on it is known."""
    Citation = apps.get_model("articles", "Citation")
    batch = []
    for citation in Citation.objects.select_related("paragraph").iterator(1000):
        citation.said = citation.paragraph.text[citation.start : citation.end]
        batch.append(citation)
        if len(batch) == 1000:
            Citation.objects.bulk_update(batch, ["said"])
            batch = []
    Citation.objects.bulk_update(batch, ["said"])


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_approvals_and_corrections'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='citation',
            name='said',
            field=models.TextField(blank=True, help_text="The paragraph's words when they were cited for."),
        ),
        migrations.AddField(
            model_name='story',
            name='byline',
            field=models.CharField(blank=True, help_text='Whose work it is, as readers will see it.', max_length=200),
        ),
        migrations.AddField(
            model_name='story',
            name='editors_note',
            field=models.TextField(blank=True, help_text='What readers should know about how it came about.'),
        ),
        migrations.AddField(
            model_name='story',
            name='keywords',
            field=models.CharField(blank=True, help_text='With commas between them.', max_length=300),
        ),
        migrations.AddField(
            model_name='story',
            name='location',
            field=models.CharField(blank=True, help_text='Where it happened, as the dateline has it.', max_length=120),
        ),
        migrations.AddField(
            model_name='story',
            name='standfirst',
            field=models.CharField(blank=True, help_text='One or two sentences under the headline.', max_length=500),
        ),
        migrations.CreateModel(
            name='SupportConfirmation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sentence', models.TextField()),
                ('sentence_sha256', models.CharField(max_length=64)),
                ('kind', models.CharField(help_text='Of the point: see articles.analysis.support.', max_length=20)),
                ('words', models.TextField(help_text='What the point is about: a number, a name, a quote.')),
                ('reason', models.TextField()),
                ('at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paragraph', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='articles.storyparagraph')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='confirmations', to='articles.story')),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['story', 'pk'],
            },
        ),
        migrations.RunPython(take_words_as_they_stand, migrations.RunPython.noop),
        migrations.RunPython(
            lambda apps, editor: grant(apps, editor, "Administrator", ["view_supportconfirmation"]),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            lambda apps, editor: guards.install(editor.connection),
            lambda apps, editor: guards.remove(editor.connection),
        ),
    ]
