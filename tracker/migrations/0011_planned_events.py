"""Events may be announced and not known to have taken place, as records may."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("tracker", "0010_entries_on_charts")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="planned",
            field=models.BooleanField(default=False, help_text="Announced, and not known to have taken place."),
        ),
    ]
