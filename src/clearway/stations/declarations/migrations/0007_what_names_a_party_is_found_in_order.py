"""A party's list of what names it is one walk along an index, however seldom or often it is named."""

from django.db import migrations, models


def _by(what: str) -> migrations.AddIndex:
    return migrations.AddIndex(
        model_name="declaration",
        index=models.Index(
            fields=[what, "-id"],
            name=f"declaration_by_{what}",
            condition=~models.Q(**{what: ""}) & ~models.Q(**{what: models.F("submitter")}),
        ),
    )


class Migration(migrations.Migration):
    dependencies = [("declarations", "0006_files_that_wait_for_an_officer")]

    operations = [
        migrations.RunSQL(
            "DROP INDEX declaration_by_party_named;",
            """
CREATE INDEX declaration_by_party_named ON declarations_declaration
USING gin (array_remove(array_remove(ARRAY[declarant, importer, exporter], ''), submitter))
WITH (gin_pending_list_limit = 256);
""",
        ),
        *(_by(what) for what in ("declarant", "importer", "exporter")),
    ]
