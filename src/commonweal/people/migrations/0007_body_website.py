from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_orphans"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="body",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("website", ""),
                    ("website__startswith", "https://"),
                    ("website__startswith", "http://"),
                    _connector="OR",
                ),
                name="people_body_website",
                violation_error_code="website",
                violation_error_message="Enter the website in full, like https://www.example.org",
            ),
        ),
    ]
