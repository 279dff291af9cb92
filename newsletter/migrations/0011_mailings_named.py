from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("newsletter", "0010_introduction_as_sent"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="mailing",
            options={
                "ordering": ["-ordered_at", "-pk"],
                "verbose_name": "mailing",
                "verbose_name_plural": "mailings",
            },
        ),
    ]
