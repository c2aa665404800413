"""A file that could not be assessed asks for an officer's decision, once at a time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A kind of work more."""

    dependencies = [
        ("controls", "0003_open_holds_are_found"),
        ("declarations", "0006_files_that_wait_for_an_officer"),
    ]
    operations = [
        migrations.AlterField(
            model_name="control",
            name="kind",
            field=models.TextField(
                choices=[("documents", "documents"), ("goods", "goods"), ("decision", "decision")]
            ),
        ),
        migrations.AddConstraint(
            model_name="control",
            constraint=models.UniqueConstraint(
                fields=["declaration"],
                name="one_decision_asked_for_at_a_time",
                condition=models.Q(kind="decision", closed_at__isnull=True),
            ),
        ),
    ]
