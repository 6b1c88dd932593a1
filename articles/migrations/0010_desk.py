"""Who is to do what until when: assignments, priority, embargo; and the figures of each story for the desk."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from articles.migrations._groups import grant
from articles.models import guards


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0009_guideline_examples'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StoryFigures',
            fields=[
                ('story', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='figures', serialize=False, to='articles.story')),
                ('article_count', models.PositiveIntegerField(default=0)),
                ('unread_count', models.PositiveIntegerField(default=0, help_text='Articles that no review has read.')),
                ('blocker_count', models.PositiveIntegerField(default=0, help_text='Open marks of this severity.')),
                ('major_count', models.PositiveIntegerField(default=0)),
                ('minor_count', models.PositiveIntegerField(default=0)),
                ('undecided_count', models.PositiveIntegerField(default=0, help_text='Conflicts without a decision that holds.')),
                ('paragraph_count', models.PositiveIntegerField(default=0, help_text='Of the draft, those with words.')),
                ('uncited_count', models.PositiveIntegerField(default=0, help_text='Sentences of the draft that cite nothing.')),
                ('new_mark_count', models.PositiveIntegerField(default=0, help_text='Grave marks since the last approval.')),
                ('new_conflict_count', models.PositiveIntegerField(default=0, help_text='Undecided conflicts since then.')),
            ],
            options={
                'verbose_name_plural': 'story figures',
            },
        ),
        migrations.AddField(
            model_name='article',
            name='assigned_to',
            field=models.ForeignKey(help_text='Who is to read it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='article',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.article'),
        ),
        migrations.AddField(
            model_name='story',
            name='assigned_to',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='story',
            name='embargo_until',
            field=models.DateTimeField(blank=True, help_text='Nothing of it leaves the house before.', null=True),
        ),
        migrations.AddField(
            model_name='story',
            name='priority',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Urgent'), (2, 'High'), (3, 'Normal'), (4, 'Low')], default=3),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('mention', 'Mention'), ('reply', 'Thread'), ('assigned', 'Given to you'), ('given', 'Yours to work on'), ('reopened', 'Reopened conflict'), ('sent', 'To approve'), ('changes', 'Changes asked for'), ('approved', 'Approved')], max_length=10),
        ),
        migrations.AddIndex(
            model_name='annotation',
            index=models.Index(condition=models.Q(('assigned_to__isnull', False)), fields=['assigned_to'], name='annotation_given'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('assigned_to__isnull', False)), fields=['assigned_to'], name='article_given'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['outlet', 'story'], name='articles_ar_outlet__1eaa64_idx'),
        ),
        migrations.RemoveIndex(model_name='story', name='articles_st_state_f0a04a_idx'),
        migrations.AddIndex(
            model_name='story',
            index=models.Index(fields=['state', 'due_at', 'created_by', 'assigned_to'], name='story_counted'),
        ),
        migrations.RunPython(
            lambda apps, editor: grant(apps, editor, "Administrator", ["view_storyfigures"]),
            migrations.RunPython.noop,
        ),
        migrations.RunPython(
            lambda apps, editor: guards.install(editor.connection),
            migrations.RunPython.noop,
        ),
    ]
