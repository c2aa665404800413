"""Files that wait for an officer's decision are found by office."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A small index beside the files that could not be assessed."""

    dependencies = [("declarations", "0005_parties_read_what_names_them")]
    operations = [
        migrations.AddIndex(
            model_name="declaration",
            index=models.Index(
                fields=["office", "id"],
                name="declaration_undecided",
                condition=models.Q(waits_for="officer", state__in=("validated", "assessed")),
            ),
        ),
    ]
