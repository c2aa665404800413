"""A decided file leaves a debt, in the ledger and as an order to pay it, and a control where its lane asks for one."""

from importlib import import_module

from django.db import migrations

WRITE = """
CREATE OR REPLACE FUNCTION clearance_write(files jsonb, messages bytea[])
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
                                              type_code, office, state, lane, waits_for, version, lodged_at, day)
        SELECT id, file->>'mrn', file->>'reference', file->>'submitter', file->>'declarant', file->>'importer',
               file->>'exporter', file->>'regime', file->>'type_code', file->>'office', file->>'state',
               file->>'lane', file->>'standing', 1, (file->>'at')::timestamptz, (file->>'day')::date
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
    ), checked AS (
        INSERT INTO controls_control (declaration_id, version, kind, office, officer, opened_at, result)
        SELECT id, 1, CASE file->>'lane' WHEN 'yellow' THEN 'documents' ELSE 'goods' END, file->>'office', '',
               (file->>'at')::timestamptz, ''
        FROM file WHERE file->>'standing' = 'control'
    ), ordered AS (
        INSERT INTO payments_order (declaration_id, reference, payer, amount, paid, currency, issued_at)
        SELECT id, file->>'mrn', file->>'payer', (file->'assessment'->'total'->>'amount')::numeric, 0,
               file->'assessment'->'total'->>'currency', (file->>'at')::timestamptz
        FROM file WHERE (file->'assessment'->'total'->>'amount')::numeric > 0
        RETURNING declaration_id, reference, amount, currency, issued_at
    ), entered AS (
        INSERT INTO payments_entry (key, kind, subject, at)
        SELECT 'debt/' || reference || '/1', 'debt', reference, issued_at FROM ordered
        RETURNING id, subject
    ), posted AS (
        INSERT INTO payments_posting (entry_id, account, amount, currency)
        SELECT entered.id, 'receivable', ordered.amount, ordered.currency
        FROM entered JOIN ordered ON ordered.reference = entered.subject
        UNION ALL
        SELECT entered.id, 'revenue/' || (line->>'type_code'), -sum((line->'amount'->>'amount')::numeric),
               ordered.currency
        FROM entered JOIN ordered ON ordered.reference = entered.subject
             JOIN file ON file.id = ordered.declaration_id,
             jsonb_array_elements(file.file->'assessment'->'lines') AS line
        GROUP BY entered.id, line->>'type_code', ordered.currency
        HAVING sum((line->'amount'->>'amount')::numeric) <> 0
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

_BEFORE = import_module("clearway.clearance.migrations.0002_write_decided_files")


class Migration(migrations.Migration):
    """The same statement as before, with the rows of two stations more."""

    dependencies = [
        ("clearance", "0003_documents_in_their_rows"),
        ("declarations", "0002_whom_a_declaration_waits_for"),
        ("payments", "0001_ledger_and_orders"),
        ("controls", "0001_controls"),
    ]
    operations = [
        migrations.RunSQL(WRITE, _BEFORE.WRITE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION"))
    ]
