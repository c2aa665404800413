"""The tables of the log."""

import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name='Checkpoint',
            fields=[
                ('size', models.BigIntegerField(primary_key=True, serialize=False)),
                ('root', models.BinaryField()),
                ('note', models.TextField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('root'), 32), name='transparency_checkpoint_root_is_a_hash')],
            },
        ),
        migrations.CreateModel(
            name='Leaf',
            fields=[
                ('index', models.BigIntegerField(primary_key=True, serialize=False)),
                ('event_id', models.BigIntegerField(unique=True)),
                ('commitment', models.BinaryField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('commitment'), 32), name='transparency_leaf_commitment_is_a_hash'), models.CheckConstraint(condition=models.Q(('index__gte', 0)), name='transparency_leaf_index_is_a_place')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('finished_before', models.BigIntegerField(default=0)),
                ('cluster', models.BigIntegerField(default=0)),
                ('is_bounded', models.BooleanField(default=False)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='transparency_progress_is_one_row')],
            },
        ),
        migrations.CreateModel(
            name='Tile',
            fields=[
                ('pk', models.CompositePrimaryKey('level', 'number', blank=True, editable=False, primary_key=True, serialize=False)),
                ('level', models.SmallIntegerField()),
                ('number', models.BigIntegerField()),
                ('width', models.SmallIntegerField()),
                ('hashes', models.BinaryField()),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('width__gte', 1), ('width__lte', 256), django.db.models.lookups.Exact(django.db.models.functions.text.Length('hashes'), django.db.models.expressions.CombinedExpression(models.F('width'), '*', models.Value(32)))), name='transparency_tile_width_fits')],
            },
        ),
    ]
