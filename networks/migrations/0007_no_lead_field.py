from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ("networks", "0006_lead_partner"),
    ]

    operations = [
        migrations.RemoveField(
            model_name="projectpage",
            name="lead",
        ),
    ]
