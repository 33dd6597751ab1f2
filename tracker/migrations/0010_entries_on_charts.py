"""Entries of timelines know their day as a number, their year and their sources. `manage.py rebuild` fills in the sources."""

from django.db import migrations, models


def number_days(apps, _schema_editor):
    Entry = apps.get_model("tracker", "Entry")
    entries = list(Entry.objects.only("pk", "day"))
    for entry in entries:
        entry.at, entry.year = entry.day.toordinal(), entry.day.year
    Entry.objects.bulk_update(entries, ["at", "year"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0009_list_titles")]

    operations = [
        migrations.RemoveIndex(model_name="entry", name="entry_in_time"),
        migrations.AddField(
            model_name="entry",
            name="at",
            field=models.IntegerField(default=0, help_text="That day's number, counted from 0001-01-01: what a chart divides by."),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="entry",
            name="year",
            field=models.SmallIntegerField(default=0, help_text="That day's year."),
            preserve_default=False,
        ),
        migrations.AddField(model_name="entry", name="sources", field=models.ManyToManyField(related_name="entries", to="tracker.source")),
        migrations.RunPython(number_days, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(model_name="entry", index=models.Index(fields=["day", "date_last", "uid"], name="entry_in_time")),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["day", "date_last", "type", "at", "year", "kind", "record"], name="entry_on_chart"),
        ),
    ]
