"""The one statement of the hot path: decided files are written as a set, and repetitions are recognised.

Input is a JSON array, each element one file with its rows, and the messages in the same order. A file whose
submitter and key are already known leaves nothing behind; the caller gets the first submission back to compare.
"""

from django.db import migrations

WRITE = """
CREATE FUNCTION clearance_write(files jsonb, messages bytea[])
RETURNS TABLE (ordinal int, is_new boolean, content_hash text, answer jsonb)
LANGUAGE plpgsql AS $$
DECLARE
    fresh bigint[];
BEGIN
    WITH input AS (
        SELECT f.value AS file, f.ordinality AS n FROM jsonb_array_elements(files) WITH ORDINALITY f
    ), taken AS (
        INSERT INTO declarations_submission (id, submitter, key, format, content_hash, content, received_at, answer)
        SELECT (file->>'id')::bigint, file->>'submitter', file->>'key', file->>'format',
               decode(file->>'content_hash', 'hex'), messages[n], (file->>'at')::timestamptz, file->'answer'
        FROM input
        ON CONFLICT (submitter, key) DO NOTHING
        RETURNING id
    ), file AS MATERIALIZED (
        SELECT taken.id, input.file FROM taken JOIN input ON (input.file->>'id')::bigint = taken.id
    ), declared AS (
        INSERT INTO declarations_declaration (id, mrn, reference, submitter, declarant, importer, exporter, regime,
                                              type_code, office, state, lane, version, lodged_at, day)
        SELECT id, file->>'mrn', file->>'reference', file->>'submitter', file->>'declarant', file->>'importer',
               file->>'exporter', file->>'regime', file->>'type_code', file->>'office', file->>'state',
               file->>'lane', 1, (file->>'at')::timestamptz, (file->>'day')::date
        FROM file
    ), versioned AS (
        INSERT INTO declarations_version (declaration_id, number, purpose, submission_id, facts, facts_hash, at)
        SELECT id, 1, 'original', id, file->'facts', file->>'facts_hash', (file->>'at')::timestamptz FROM file
    ), assessed AS (
        INSERT INTO duties_assessed (declaration_id, version, total, currency, assessment)
        SELECT id, 1, (file->'assessment'->'total'->>'amount')::numeric, file->'assessment'->'total'->>'currency',
               file->'assessment'
        FROM file WHERE jsonb_typeof(file->'assessment') = 'object'
    ), selected AS (
        INSERT INTO targeting_selected (declaration_id, version, lane, is_random, selection)
        SELECT id, 1, file->>'lane', (file->'selection'->>'is_random')::boolean, file->'selection'
        FROM file WHERE jsonb_typeof(file->'selection') = 'object'
    ), recorded AS (
        INSERT INTO clearance_decisionrecord (declaration_id, version, decided_at, outcome, reached, waits_for, facts_hash,
                                              lawbook_hash, code_version, circumstances, findings, record_hash)
        SELECT id, 1, (file->>'at')::timestamptz, file->>'outcome', file->>'reached', file->>'waits_for', file->>'facts_hash',
               file->>'lawbook_hash', file->>'code_version', file->'circumstances', file->'findings',
               file->>'record_hash'
        FROM file
    ), told AS (
        INSERT INTO events_event (at, type, subject, actor, facts, salt, commitment)
        SELECT (file->>'at')::timestamptz, event->>'type', event->>'subject', event->>'actor', event->'facts',
               decode(event->>'salt', 'hex'), decode(event->>'commitment', 'hex')
        FROM file, jsonb_array_elements(file->'events') AS event
    )
    SELECT array_agg(id) INTO fresh FROM taken;

    RETURN QUERY
    SELECT f.ordinality::int, s.id = ANY (fresh) AND s.id = (f.value->>'id')::bigint,
           encode(s.content_hash, 'hex'),
           CASE WHEN s.id = (f.value->>'id')::bigint THEN NULL ELSE s.answer END
    FROM jsonb_array_elements(files) WITH ORDINALITY f
    JOIN declarations_submission s ON s.submitter = f.value->>'submitter' AND s.key = f.value->>'key'
    ORDER BY f.ordinality;
END $$;
"""


class Migration(migrations.Migration):
    """The function over the tables of every station on the way."""

    dependencies = [
        ("clearance", "0001_decision_records"),
        ("declarations", "0001_submissions_declarations_versions"),
        ("duties", "0001_assessed"),
        ("targeting", "0001_selected"),
        ("events", "0001_event_log"),
    ]
    operations = [migrations.RunSQL(WRITE, "DROP FUNCTION clearance_write")]
