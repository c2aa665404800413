"""Where a consent was used first is found at once, whatever the planner takes the number of consents to be."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The index by consent also knows when."""

    dependencies = [("misuse", "0002_a_flag_goes_on")]
    operations = [
        migrations.AddIndex(
            model_name="trace",
            index=models.Index(
                condition=models.Q(("consent", ""), _negated=True), fields=["consent", "at"], name="trace_of_consent"
            ),
        ),
        migrations.RemoveIndex(model_name="trace", name="trace_by_consent"),
    ]
