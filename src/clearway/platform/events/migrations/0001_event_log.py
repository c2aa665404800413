"""The event log, partitioned by month, append-only."""

from django.db import migrations, models

LOG = """
CREATE TABLE events_event (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    type text NOT NULL,
    subject text NOT NULL,
    actor text NOT NULL,
    facts jsonb NOT NULL,
    salt bytea NOT NULL CHECK (length(salt) = 16),
    commitment bytea NOT NULL CHECK (length(commitment) = 32),
    xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX events_event_transaction ON events_event (xid, id);
CREATE INDEX events_event_subject ON events_event (subject, id);
CREATE TABLE events_event_other PARTITION OF events_event DEFAULT;

CREATE FUNCTION events_make_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', month)::date;
    name text := 'events_event_' || to_char(first, 'YYYYMM');
BEGIN
    IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF events_event FOR VALUES FROM (%L) TO (%L)',
                       name, first::timestamptz, (first + interval '1 month')::timestamptz);
    END IF;
END $$;

SELECT events_make_partition(current_date), events_make_partition((current_date + interval '1 month')::date);

CREATE FUNCTION events_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the event log is append-only';
END $$;
CREATE TRIGGER events_event_append_only BEFORE UPDATE OR DELETE ON events_event
    FOR EACH ROW EXECUTE FUNCTION events_refuse_change();
"""


class Migration(migrations.Migration):
    """The log."""

    initial = True
    dependencies = []
    operations = [
        migrations.RunSQL(
            LOG,
            "DROP TABLE events_event; DROP FUNCTION events_make_partition; DROP FUNCTION events_refuse_change;",
            state_operations=[
                migrations.CreateModel(
                    name="Event",
                    fields=[
                        ("pk", models.CompositePrimaryKey("id", "at", blank=True, editable=False, primary_key=True, serialize=False)),
                        ("id", models.BigIntegerField()),
                        ("at", models.DateTimeField()),
                        ("type", models.TextField()),
                        ("subject", models.TextField()),
                        ("actor", models.TextField()),
                        ("facts", models.JSONField()),
                        ("salt", models.BinaryField()),
                        ("commitment", models.BinaryField()),
                    ],
                    options={"db_table": "events_event", "managed": False},
                )
            ],
        ),
    ]
