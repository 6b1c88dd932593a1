"""Answers, mentions and assignments in the thread of a mark; the inbox and its digests; counter-examples of a category."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_support_and_head'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='annotation',
            name='assigned_to',
            field=models.ForeignKey(help_text='Who is to settle it; the thread says who asked them, and when.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='answers',
            field=models.ForeignKey(help_text='The first line of its branch.', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='articles.comment'),
        ),
        migrations.AddField(
            model_name='comment',
            name='assignee',
            field=models.ForeignKey(help_text='Whom it was given to.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='comment',
            name='mentions',
            field=models.JSONField(default=list, help_text='Names called in the text: start, end, and user or group.'),
        ),
        migrations.AddField(
            model_name='comment',
            name='verb',
            field=models.CharField(blank=True, choices=[('', 'said'), ('accept', 'accepted it'), ('dismiss', 'dismissed it'), ('resolve', 'resolved it'), ('reopen', 'reopened it'), ('assign', 'gave it to')], max_length=10),
        ),
        migrations.AddField(
            model_name='errorcategory',
            name='counter_examples',
            field=models.TextField(blank=True, help_text='Where it looks as if it did, one to a line.'),
        ),
        migrations.AddField(
            model_name='historicalerrorcategory',
            name='counter_examples',
            field=models.TextField(blank=True, help_text='Where it looks as if it did, one to a line.'),
        ),
        migrations.AlterField(
            model_name='comment',
            name='text',
            field=models.TextField(blank=True),
        ),
        migrations.AlterField(
            model_name='errorcategory',
            name='examples',
            field=models.TextField(blank=True, help_text='Where it applies, one to a line.'),
        ),
        migrations.AlterField(
            model_name='historicalerrorcategory',
            name='examples',
            field=models.TextField(blank=True, help_text='Where it applies, one to a line.'),
        ),
        migrations.CreateModel(
            name='Digest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('every', models.CharField(choices=[('never', 'Never'), ('hourly', 'Every hour'), ('daily', 'Once a day')], default='never', max_length=10)),
                ('sent_at', models.DateTimeField(null=True)),
                ('taken_at', models.DateTimeField(help_text='When a program began to send it; empty when it has finished.', null=True)),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='digest', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mention', 'Mention'), ('reply', 'Thread'), ('assigned', 'Given to you'), ('reopened', 'Reopened conflict'), ('sent', 'To approve'), ('changes', 'Changes asked for'), ('approved', 'Approved')], max_length=10)),
                ('text', models.TextField(blank=True, help_text='The words that were said, shortened.')),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('mailed_at', models.DateTimeField(help_text='When it went out with a digest.', null=True)),
                ('annotation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.annotation')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claim', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.claim')),
                ('comment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='articles.comment')),
                ('story', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='articles.story')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(fields=['user', 'read_at', '-id'], name='articles_no_user_id_de0297_idx')],
            },
        ),
    ]
