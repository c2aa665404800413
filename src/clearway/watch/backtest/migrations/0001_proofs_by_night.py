"""The last proof of each government."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Night",
            fields=[
                ("tenant", models.TextField(primary_key=True, serialize=False)),
                ("day", models.DateField()),
                ("at", models.DateTimeField()),
                ("cases", models.IntegerField()),
                ("waiting", models.IntegerField()),
                ("unequal", models.JSONField(default=list)),
            ],
        ),
    ]
