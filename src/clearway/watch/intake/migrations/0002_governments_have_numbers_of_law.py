"""Numbers of law are kept for all governments, and beside them for each that has set one for itself."""

from django.db import migrations

_FORWARDS = """
DO $$ BEGIN
    IF to_regclass('watch_sources.law') IS NOT NULL THEN
        ALTER TABLE watch_sources.law
            ADD COLUMN tenant VARCHAR NOT NULL DEFAULT '',
            ADD COLUMN set_by VARCHAR COLLATE "C" DEFAULT 'law',
            DROP CONSTRAINT law_pkey,
            ADD PRIMARY KEY (tenant, code, since);
    END IF;
END $$
"""
_BACKWARDS = """
DO $$ BEGIN
    IF to_regclass('watch_sources.law') IS NOT NULL THEN
        DELETE FROM watch_sources.law WHERE tenant <> '';
        ALTER TABLE watch_sources.law
            DROP CONSTRAINT law_pkey,
            DROP COLUMN tenant,
            DROP COLUMN set_by,
            ADD PRIMARY KEY (code, since);
    END IF;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("watch_intake", "0001_deliveries_and_marks")]

    operations = [migrations.RunSQL(_FORWARDS, _BACKWARDS)]
