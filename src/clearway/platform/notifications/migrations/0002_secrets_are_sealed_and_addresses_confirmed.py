from contextlib import suppress

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from clearway.platform.sealing import SealBroken, seal, unseal

PURPOSE = "clearway webhook secrets"
PLAIN = "whsec_"


def _seal(apps, schema_editor):
    for row in apps.get_model("notifications", "Endpoint").objects.all():
        for name in ("secret", "former_secret"):
            if getattr(row, name).startswith(PLAIN):
                setattr(row, name, seal(getattr(row, name), purpose=PURPOSE))
        row.save(update_fields=["secret", "former_secret"])


def _unseal(apps, schema_editor):
    for row in apps.get_model("notifications", "Endpoint").objects.all():
        for name in ("secret", "former_secret"):
            # One that was sealed with another secret of the house is lost either way.
            with suppress(SealBroken):
                setattr(row, name, unseal(getattr(row, name), purpose=PURPOSE))
        row.save(update_fields=["secret", "former_secret"])


class Migration(migrations.Migration):

    dependencies = [
        ("notifications", "0001_texts_choices_inboxes_and_deliveries"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Unconfirmed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("way", models.TextField(choices=[("email", "email"), ("sms", "sms")])),
                ("address", models.TextField()),
                ("digest", models.CharField(max_length=64)),
                ("asked_at", models.DateTimeField()),
                ("until", models.DateTimeField()),
                ("tries", models.IntegerField(default=0)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("user", "way"), name="one_question_a_person_and_way")
                ],
            },
        ),
        # Nobody has shown that these are theirs: each is asked when its owner has the question sent.
        migrations.RunSQL(
            """
            INSERT INTO notifications_unconfirmed (user_id, way, address, digest, asked_at, until, tries)
            SELECT user_id, 'email', email, '', now(), now(), 0 FROM notifications_reach WHERE email <> ''
            UNION ALL
            SELECT user_id, 'sms', phone, '', now(), now(), 0 FROM notifications_reach WHERE phone <> '';
            UPDATE notifications_reach SET email = '', phone = '';
            """,
            """
            UPDATE notifications_reach reach SET email = one.address FROM notifications_unconfirmed one
            WHERE one.user_id = reach.user_id AND one.way = 'email' AND reach.email = '';
            UPDATE notifications_reach reach SET phone = one.address FROM notifications_unconfirmed one
            WHERE one.user_id = reach.user_id AND one.way = 'sms' AND reach.phone = '';
            """,
        ),
        migrations.RunPython(_seal, _unseal),
    ]
