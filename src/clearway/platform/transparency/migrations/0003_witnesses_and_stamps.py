"""What outside parties say of checkpoints: witnesses' signatures and stamps of time; neither is ever changed."""

from django.db import migrations, models

FORWARD = """
CREATE TRIGGER transparency_cosignature_stays BEFORE UPDATE OR DELETE ON transparency_cosignature
    FOR EACH ROW EXECUTE FUNCTION transparency_refuse_change();
CREATE TRIGGER transparency_stamp_stays BEFORE UPDATE OR DELETE ON transparency_stamp
    FOR EACH ROW EXECUTE FUNCTION transparency_refuse_change();
"""
BACKWARD = """
DROP TRIGGER transparency_stamp_stays ON transparency_stamp;
DROP TRIGGER transparency_cosignature_stays ON transparency_cosignature;
"""


class Migration(migrations.Migration):
    dependencies = [("transparency", "0002_what_is_written_stays")]
    operations = [
        migrations.CreateModel(
            name="Cosignature",
            fields=[
                ("pk", models.CompositePrimaryKey("size", "witness", blank=True, editable=False, primary_key=True, serialize=False)),
                ("size", models.BigIntegerField()),
                ("witness", models.TextField()),
                ("line", models.TextField()),
                ("at", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["witness", "-size"], name="cosignature_latest")]},
        ),
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("size", models.BigIntegerField(primary_key=True, serialize=False)),
                ("authority", models.TextField()),
                ("response", models.BinaryField()),
                ("at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
