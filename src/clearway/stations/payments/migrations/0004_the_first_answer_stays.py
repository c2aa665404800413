"""A bank that sends a message again is told what it was told first."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("payments", "0003_entries_balance_and_stay")]
    operations = [
        migrations.AddField(model_name="bankmessage", name="answer", field=models.JSONField(default=dict)),
    ]
