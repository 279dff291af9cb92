from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('newsletter', '0011_mailings_named'),
    ]

    operations = [
        migrations.AddField(
            model_name='mailing',
            name='json_body',
            field=models.TextField(blank=True),
        ),
        migrations.AddField(
            model_name='mailing',
            name='print_body',
            field=models.TextField(blank=True),
        ),
    ]
