"""The sequence from which processes take blocks of declaration numbers."""

from django.db import migrations


class Migration(migrations.Migration):
    """One step of the sequence is one block."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE numbering_block AS bigint START 1",
            "DROP SEQUENCE numbering_block",
        )
    ]
