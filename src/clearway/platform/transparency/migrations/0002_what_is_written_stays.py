"""The database refuses to change a leaf or a checkpoint, or to shorten or rewrite a tile."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION transparency_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the transparency log is append-only: % of % refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER transparency_leaf_stays BEFORE UPDATE OR DELETE ON transparency_leaf
    FOR EACH ROW EXECUTE FUNCTION transparency_refuse_change();
CREATE TRIGGER transparency_checkpoint_stays BEFORE UPDATE OR DELETE ON transparency_checkpoint
    FOR EACH ROW EXECUTE FUNCTION transparency_refuse_change();
CREATE TRIGGER transparency_tile_stays BEFORE DELETE ON transparency_tile
    FOR EACH ROW EXECUTE FUNCTION transparency_refuse_change();
CREATE TRIGGER transparency_tile_only_grows BEFORE UPDATE ON transparency_tile
    FOR EACH ROW
    WHEN (NEW.level <> OLD.level OR NEW.number <> OLD.number OR NEW.width <= OLD.width
          OR substring(NEW.hashes FROM 1 FOR octet_length(OLD.hashes)) <> OLD.hashes)
    EXECUTE FUNCTION transparency_refuse_change();
"""

BACKWARD = """
DROP TRIGGER transparency_tile_only_grows ON transparency_tile;
DROP TRIGGER transparency_tile_stays ON transparency_tile;
DROP TRIGGER transparency_checkpoint_stays ON transparency_checkpoint;
DROP TRIGGER transparency_leaf_stays ON transparency_leaf;
DROP FUNCTION transparency_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("transparency", "0001_leaves_tiles_and_checkpoints")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
