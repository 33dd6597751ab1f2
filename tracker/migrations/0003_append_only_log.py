"""The database refuses to alter or remove a change."""

from django.db import migrations

from tracker.models.append_only import guard_log, unguard_log


class Migration(migrations.Migration):
    dependencies = [("tracker", "0002_search")]
    operations = [migrations.RunPython(guard_log, unguard_log)]
