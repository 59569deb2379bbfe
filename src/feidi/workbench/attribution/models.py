"""A sheet of a year, its rows and shares, the keys turned for it, what is disputed."""

from typing import Any

from django.db import models
from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

OPEN, POSTED, WITHDRAWN, CORRECTED = "open", "posted", "closed", "corrected"
STATES = {
    OPEN: Words("待双方确认", "to be confirmed"),
    POSTED: Words("双方已确认，已固定", "confirmed by both, fixed"),
    WITHDRAWN: Words("已撤回", "withdrawn"),
    CORRECTED: Words("已被更正表替代", "replaced by a correction"),
}


class Sheet(Scoped, Versioned):
    """The attribution of a year, made from a run. content: its exact text, which is confirmed.

    number: counted within the year. corrects: the fixed sheet it would replace. assumed: what
    every reader must know first of the figures. A fixed sheet never changes but in its state.
    """

    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    run = models.ForeignKey("settlements.Run", models.PROTECT, related_name="+")
    content = models.TextField()
    fingerprint = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=9, default=OPEN)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrections")
    by = models.CharField(max_length=120)
    side = models.ForeignKey("parks.Party", models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    posted_at = models.DateTimeField(null=True)
    anchor = models.CharField(max_length=90, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["-year", "-number"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "year", "number"], name="one_sheet_a_number"),
            models.UniqueConstraint(
                fields=["park", "year"], condition=Q(state=OPEN), name="one_open_sheet_a_year"
            ),
            models.UniqueConstraint(
                fields=["park", "year"], condition=Q(state=POSTED), name="one_fixed_sheet_a_year"
            ),
        ]

    def __str__(self) -> str:
        return self.words.zh

    @property
    def words(self) -> Words:
        """What it is called."""
        which = f"（第 {self.number} 版）" if self.number > 1 else ""
        version = f", version {self.number}" if self.number > 1 else ""
        return Words(
            f"{self.year} 年指标分算表{which}", f"Indicator attribution of {self.year}{version}"
        )

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return STATES[self.state]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new sheet, or how an old one stands; never other figures."""
        if not self._state.adding:
            kwargs["update_fields"] = ["state", "posted_at", "anchor"]
        super().save(*args, **kwargs)


class SheetRow(models.Model):
    """One indicator of a sheet. whole: the place's own figure, in the smallest parts of `unit`.

    sources: where each figure comes from, as (what its table says, file and line).
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="rows")
    place = models.PositiveSmallIntegerField()
    clause = models.CharField(max_length=120)
    indicator_zh = models.CharField(max_length=200)
    indicator_en = models.CharField(max_length=200)
    enterprise = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=40)
    whole = models.BigIntegerField()
    rule_zh = models.TextField()
    rule_en = models.TextField()
    sources = models.JSONField(default=list)

    objects: models.Manager[Any] = scoped_through("sheet")

    class Meta:
        ordering = ["place"]
        constraints = [models.UniqueConstraint(fields=["sheet", "place"], name="one_row_a_place")]

    def __str__(self) -> str:
        return self.indicator_zh

    @property
    def indicator(self) -> Words:
        """The indicator and whose it is."""
        return Words(self.indicator_zh, self.indicator_en)

    @property
    def rule(self) -> Words:
        """The clause read back."""
        return Words(self.rule_zh, self.rule_en)


class RowShare(models.Model):
    """What of a row counts for a party. again: in full once more, in no total."""

    row = models.ForeignKey(SheetRow, models.PROTECT, related_name="shares")
    place = models.PositiveSmallIntegerField()
    party = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    again = models.BooleanField(default=False)

    objects: models.Manager[Any] = scoped_through("row__sheet")

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return f"{self.row} {self.party}"


class SheetKey(models.Model):
    """One party's confirmation of a sheet, by the fingerprint it saw."""

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="keys")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)
    fingerprint = models.CharField(max_length=64)

    objects: models.Manager[Any] = scoped_through("sheet")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "party"], name="one_key_a_party_and_sheet")
        ]

    def __str__(self) -> str:
        return f"{self.party} {self.fingerprint[:12]}"


class RowDispute(models.Model):
    """A party does not accept a row, and why. settled_by: who took the dispute back."""

    row = models.ForeignKey(SheetRow, models.PROTECT, related_name="disputes")
    party = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    reason = models.TextField()
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)
    settled_by = models.CharField(max_length=120, blank=True)

    objects: models.Manager[Any] = scoped_through("row__sheet")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["row", "party"], condition=Q(settled_by=""), name="one_open_dispute_a_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.reason[:60]}"
