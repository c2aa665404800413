from django.db import migrations, models

#: Until now every account began with English, which left the choice to the browser: so does having none.
FORGET = "UPDATE identity_user SET language = '' WHERE language = 'en'"


class Migration(migrations.Migration):

    dependencies = [
        ("identity", "0002_invitations_and_external_identities"),
    ]

    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(blank=True, default="", max_length=5),
        ),
        migrations.RunSQL(FORGET, "UPDATE identity_user SET language = 'en' WHERE language = ''"),
    ]
