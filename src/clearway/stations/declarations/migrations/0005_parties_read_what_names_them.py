"""A party finds what others handed in for it.

The index holds a declaration once for each party that it names and that did not hand it in: one entry for what a
broker lodges for a trader, none for what a trader lodges itself. Its list of what is pending is kept short, so that no
single lodgement pays for many.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("declarations", "0004_looking_for_declarations")]

    operations = [
        migrations.RunSQL(
            """
CREATE INDEX declaration_by_party_named ON declarations_declaration
USING gin (array_remove(array_remove(ARRAY[declarant, importer, exporter], ''), submitter))
WITH (gin_pending_list_limit = 256);
""",
            "DROP INDEX declaration_by_party_named;",
        )
    ]
