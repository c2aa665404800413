"""Money that nobody could allocate is found however many payments have come."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A small index beside what is unclear."""

    dependencies = [("payments", "0004_the_first_answer_stays")]
    operations = [
        migrations.AddIndex(
            model_name="bankmessage",
            index=models.Index(
                fields=["id"],
                name="bank_message_unclear",
                condition=models.Q(outcome__in=("unknown-reference", "other-currency")),
            ),
        ),
    ]
