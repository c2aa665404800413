from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('watch_intake', '0002_governments_have_numbers_of_law'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('rows', 0), ('state', 'applied')), fields=['taken_at', 'id'], name='delivery_empty'),
        ),
    ]
