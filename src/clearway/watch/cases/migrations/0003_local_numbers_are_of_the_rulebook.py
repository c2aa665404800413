"""What governments have set for themselves is kept beside the law that it takes the place of, each with its day."""

from django.db import migrations

_MOVED = """
INSERT INTO watch_rulebook_localnumber (tenant, code, since, amount, reason, at, by)
SELECT tenant, code, CURRENT_DATE, amount, '', now(), 'clearway' FROM watch_cases_local
"""


class Migration(migrations.Migration):
    dependencies = [
        ("watch_cases", "0002_reviews_and_local_numbers"),
        ("watch_rulebook", "0004_numbers_of_governments"),
    ]

    operations = [
        migrations.RunSQL(_MOVED, migrations.RunSQL.noop),
        migrations.DeleteModel(name="Local"),
    ]
