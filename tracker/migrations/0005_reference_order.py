"""Commitments in the order of their articles."""

from django.db import migrations

import tracker.models.articles


def fill(apps, schema_editor):
    commitments = apps.get_model("tracker", "Commitment")._base_manager.only("id", "reference")
    for row in commitments.iterator(2000):
        order = tracker.models.articles.article_order(row.reference)
        commitments.filter(pk=row.pk).update(reference_order=order)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0004_roles")]
    operations = [
        migrations.AlterModelOptions(name="commitment", options={"ordering": ("record__key", "reference_order", "id")}),
        migrations.AddField(
            model_name="commitment",
            name="reference_order",
            field=tracker.models.articles.ArticleOrder(source="reference"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
