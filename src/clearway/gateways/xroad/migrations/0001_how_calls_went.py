"""How calls went, and their messages."""

from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Exchanged",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("number", models.TextField(db_index=True)),
                ("client", models.TextField()),
                ("request_head", models.BinaryField()),
                ("response_head", models.BinaryField()),
                ("request_body", models.TextField(blank=True, default="")),
                ("response_body", models.TextField(blank=True, default="")),
            ],
        ),
        migrations.CreateModel(
            name="Monitored",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(db_index=True)),
                ("client", models.TextField()),
                ("provider", models.TextField()),
                ("record", models.JSONField()),
            ],
            options={"indexes": [models.Index(fields=["client", "-at"], name="monitored_by_client")]},
        ),
    ]
