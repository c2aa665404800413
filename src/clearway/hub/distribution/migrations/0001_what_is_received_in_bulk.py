"""Distributions, the ranges of keys that receivers have, their parts, and what proves each sending."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Who receives what in bulk, and what proves it."""

    initial = True

    dependencies = [
        ("exchange", "0004_write_accesses"),
    ]

    operations = [
        migrations.CreateModel(
            name='Distribution',
            fields=[
                ('number', models.UUIDField(default=uuid.uuid4, primary_key=True, serialize=False)),
                ('organisation', models.TextField()),
                ('office', models.TextField(blank=True)),
                ('holder', models.TextField()),
                ('kind', models.TextField()),
                ('article', models.TextField()),
                ('names', django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), size=None)),
                ('bounds', models.JSONField(blank=True, default=dict)),
                ('part_rows', models.IntegerField()),
                ('keep_until', models.DateField()),
                ('changes_hours', models.IntegerField(blank=True, null=True)),
                ('seal', models.BinaryField()),
                ('state', models.TextField(choices=[('active', 'active'), ('suspended', 'suspended'), ('ended', 'ended'), ('destroyed', 'destroyed')], default='active')),
                ('reason', models.TextField(blank=True, default='')),
                ('suspended_by', models.TextField(blank=True, default='')),
                ('opened_by', models.TextField()),
                ('opened_at', models.DateTimeField()),
                ('reached', models.TextField(blank=True, default='')),
                ('parts', models.IntegerField(default=0)),
                ('turn', models.BigIntegerField(default=0)),
                ('mark', models.TextField(blank=True, default='')),
                ('compared_at', models.DateTimeField()),
                ('loaded_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('is_overdue', models.BooleanField(default=False)),
                ('destroyed_at', models.DateTimeField(blank=True, null=True)),
                ('destruction', models.JSONField(blank=True, default=dict)),
            ],
            options={
                'indexes': [models.Index(fields=['organisation', '-opened_at'], name='distribution_by_receiver'), models.Index(fields=['holder', '-opened_at'], name='distribution_by_holder'), models.Index(condition=models.Q(('state', 'destroyed'), _negated=True), fields=['keep_until'], name='distribution_by_end')],
            },
        ),
        migrations.CreateModel(
            name='Range',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('low', models.TextField()),
                ('high', models.TextField()),
                ('state', models.TextField(choices=[('held', 'held'), ('stale', 'stale'), ('whole', 'whole')], default='held')),
                ('held', models.BinaryField(default=b'')),
                ('distribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ranges', to='distribution.distribution')),
            ],
        ),
        migrations.CreateModel(
            name='Part',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.IntegerField()),
                ('is_whole', models.BooleanField()),
                ('is_last', models.BooleanField(default=False)),
                ('state', models.TextField(choices=[('sent', 'sent'), ('acknowledged', 'acknowledged')], default='sent')),
                ('sendings', models.IntegerField(default=1)),
                ('count', models.IntegerField()),
                ('removed', models.IntegerField()),
                ('left_out', models.IntegerField()),
                ('checksum', models.TextField()),
                ('sent_at', models.DateTimeField()),
                ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                ('after', models.BinaryField(default=b'')),
                ('perhaps', models.BinaryField(default=b'')),
                ('distribution', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sent', to='distribution.distribution')),
                ('range', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='distribution.range')),
            ],
        ),
        migrations.CreateModel(
            name='Sending',
            fields=[
                ('stem', models.BinaryField(primary_key=True, serialize=False)),
                ('sending', models.IntegerField()),
                ('at', models.DateTimeField()),
                ('official', models.TextField()),
                ('root', models.BinaryField()),
                ('commitments', models.BinaryField()),
                ('salts', models.BinaryField()),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='distribution.part')),
            ],
        ),
        migrations.AddIndex(
            model_name='range',
            index=models.Index(condition=models.Q(('state', 'held'), _negated=True), fields=['distribution', 'number'], name='range_in_waiting'),
        ),
        migrations.AddConstraint(
            model_name='range',
            constraint=models.UniqueConstraint(fields=('distribution', 'number'), name='range_once_a_number'),
        ),
        migrations.AddConstraint(
            model_name='part',
            constraint=models.UniqueConstraint(fields=('distribution', 'number'), name='part_once_a_number'),
        ),
    ]
