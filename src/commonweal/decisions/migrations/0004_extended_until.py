from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_public_takes_nothing_new")]

    operations = [
        migrations.AddField(
            model_name="decisionsubject",
            name="until_on",
            field=models.DateField(blank=True, null=True),
        ),
    ]
