"""A call's number is found by one index: what stood beside it for parts of numbers nobody asked, and every call paid."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One index instead of two."""

    dependencies = [("xroad", "0001_how_calls_went")]
    operations = [
        migrations.AlterField("exchanged", "number", models.TextField()),
        migrations.AddIndex("exchanged", models.Index(fields=["number"], name="exchanged_by_number")),
    ]
