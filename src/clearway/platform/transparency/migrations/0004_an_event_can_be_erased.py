"""The event log stays as it is written, but for one change: what is personal in an event is erased, with its salt."""

from django.db import migrations

FORWARD = """
CREATE OR REPLACE FUNCTION events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.salt = decode(repeat('00', 16), 'hex') AND NEW.facts = '{}'::jsonb
       AND NEW.subject = 'erased' AND NEW.actor = 'erased'
       AND (NEW.id, NEW.at, NEW.type, NEW.commitment, NEW.xid)
           IS NOT DISTINCT FROM (OLD.id, OLD.at, OLD.type, OLD.commitment, OLD.xid) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the event log is append-only';
END $$;
"""

BACKWARD = """
CREATE OR REPLACE FUNCTION events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("transparency", "0003_witnesses_and_stamps"), ("events", "0001_event_log")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
