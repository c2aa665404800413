"""The database takes no unbalanced posting, and changes or deletes nothing that stands in the ledger.

The sum is made once for each statement over what it adds, so that a batch of declarations pays for it once; it needs
all postings of an entry in one statement, which is how they are written.
"""

from django.db import migrations

FORWARD = """
CREATE FUNCTION payments_must_balance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM added GROUP BY entry_id, currency HAVING sum(amount) <> 0) THEN
        RAISE EXCEPTION 'the postings of an entry do not sum to nothing'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_posting_balances AFTER INSERT ON payments_posting
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION payments_must_balance();

CREATE FUNCTION payments_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER payments_entry_stays BEFORE UPDATE OR DELETE ON payments_entry
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
CREATE TRIGGER payments_posting_stays BEFORE UPDATE OR DELETE ON payments_posting
    FOR EACH ROW EXECUTE FUNCTION payments_refuse_change();
"""

BACKWARD = """
DROP TRIGGER payments_posting_stays ON payments_posting;
DROP TRIGGER payments_entry_stays ON payments_entry;
DROP FUNCTION payments_refuse_change();
DROP TRIGGER payments_posting_balances ON payments_posting;
DROP FUNCTION payments_must_balance();
"""


class Migration(migrations.Migration):
    """Triggers of the ledger."""

    dependencies = [("payments", "0002_bank_messages_and_returns")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
