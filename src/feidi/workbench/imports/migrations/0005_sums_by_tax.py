"""What a batch adds up to by tax is kept with it: boards need not sum its rows anew."""

from django.db import migrations, models


def sum_up(apps, schema_editor):
    """Sum up the batches that are there already."""
    rows = apps.get_model("imports", "ReceiptRow").objects
    for batch in apps.get_model("imports", "Batch").objects.filter(table="receipts"):
        sums = rows.filter(batch=batch).order_by().values_list("tax")
        batch.by_tax = dict(sums.annotate(sum=models.Sum("amount")))
        batch.save(update_fields=["by_tax"])


class Migration(migrations.Migration):
    dependencies = [("imports", "0004_receipts_found_by_index")]

    operations = [
        migrations.AddField("batch", "by_tax", models.JSONField(default=dict)),
        migrations.RunPython(sum_up, migrations.RunPython.noop, elidable=True),
    ]
