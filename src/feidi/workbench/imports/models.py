"""A batch brought in, and the receipts of it."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from feidi.quantities.calendar import Period
from feidi.quantities.words import Words
from feidi.records.tax import taxes
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

PENDING, IMPORTED, UNDONE, DISCARDED, REPLACED = (
    "pending", "imported", "undone", "discarded", "replaced",
)  # fmt: skip
STATES = {
    PENDING: Words("已检查，待导入", "checked, to be imported"),
    IMPORTED: Words("已导入", "imported"),
    UNDONE: Words("已撤销", "undone"),
    DISCARDED: Words("未导入，已放弃", "discarded"),
    REPLACED: Words("已被新表替代", "replaced"),
}
RECEIPTS = "receipts"
TABLES = {
    RECEIPTS: Words("入库税款", "receipts"),
    "enterprises": Words("企业名册", "roster of enterprises"),
    "facts": Words("事实数据", "figures"),
    "events": Words("事件", "events"),
    "payments": Words("双方付款", "payments"),
    "control-totals": Words("国库合计", "control totals"),
}


class Batch(Scoped, Versioned):
    """One table brought in. name: its file in the folder. sha256: of the rows as kept.

    A pending batch belongs to the side that brought it; imported it is joint. count, total (fen),
    first_day, last_day describe receipts and are computed by the core when it is read.
    """

    table = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    said_name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    file = models.ForeignKey("stored.StoredFile", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, default=PENDING)
    count = models.PositiveIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    by_tax = models.JSONField(default=dict)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    warnings = models.JSONField(default=list)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "sha256"], condition=Q(state=IMPORTED), name="no_batch_twice"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.said_name}"

    def get_absolute_url(self) -> str:
        """Return its page."""
        return reverse("import", args=[self.pk])

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    @property
    def table_words(self) -> Words:
        """The table in words."""
        return TABLES[self.table]


class ReceiptRow(models.Model):
    """One row of an imported batch: an index of the file's lines, for lists and drill-down."""

    batch = models.ForeignKey(Batch, models.PROTECT, related_name="rows")
    line = models.PositiveIntegerField()
    code = models.CharField(max_length=120)
    enterprise = models.CharField(max_length=200)
    area = models.CharField(max_length=200, blank=True)
    tax = models.CharField(max_length=40)
    first_month = models.IntegerField()
    months = models.PositiveSmallIntegerField()
    booked_on = models.DateField()
    amount = models.BigIntegerField()
    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=500, blank=True)

    objects: models.Manager[Any] = scoped_through("batch")

    class Meta:
        ordering = ["booked_on", "id"]
        indexes = [
            models.Index(fields=["batch", "booked_on"]),
            # by how a number begins, on PostgreSQL too
            models.Index(fields=["code"], name="receipt_code", opclasses=["varchar_pattern_ops"]),
            # lists in time are walked in the index alone, down to the page asked for
            models.Index(fields=["enterprise", "booked_on", "id", "batch"], name="receipt_of_firm"),
            models.Index(fields=["booked_on", "id", "batch"], name="receipt_in_time"),
            # the rows behind a posting
            models.Index(
                fields=["tax", "first_month", "enterprise", "booked_on", "batch"],
                name="receipt_of_tax",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def period(self) -> Period:
        """The time the tax belongs to."""
        return Period(self.first_month, self.months)

    @property
    def tax_words(self) -> Words:
        """The tax by name."""
        return taxes()[self.tax]
