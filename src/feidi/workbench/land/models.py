"""Areas, parcels and who holds them: shapes in degrees of CGCS2000, areas computed in metres."""

import json
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.records.belonging import ADMINISTRATIVE, STATISTICAL
from feidi.records.land_use import LAND_USES, PLACES, UTILITIES
from feidi.records.resource import resources
from feidi.workbench.land.statuses import ALLOCATIONS, ASKED, HOLDING, PLANNED, STATUSES
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

PENDING, IMPORTED, DISCARDED, UNDONE = "pending", "imported", "discarded", "undone"
BATCHES = {
    PENDING: Words("已检查，待导入", "checked, to be imported"),
    IMPORTED: Words("已导入", "imported"),
    DISCARDED: Words("未导入，已放弃", "discarded"),
    UNDONE: Words("已撤销", "undone"),
}


class Area(Scoped):
    """One area of a park (片区). border: GeoJSON in degrees, empty where it is not known."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    chemical = models.BooleanField(default=False)
    area_m2 = models.FloatField(null=True)
    border = models.JSONField(null=True)
    source = models.CharField(max_length=500, blank=True)
    assumed = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        ordering = ["code"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "code"], name="one_area_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class Limit(models.Model):
    """How much of a resource an area may use, from `first` to `last` (years, 0 and none: open)."""

    area = models.ForeignKey(Area, models.CASCADE, related_name="limits")
    resource = models.CharField(max_length=20)
    amount = models.FloatField()
    first = models.PositiveSmallIntegerField(default=0)
    last = models.PositiveSmallIntegerField(null=True)
    source = models.CharField(max_length=500, blank=True)
    assumed = models.BooleanField(default=False)

    objects: models.Manager[Any] = scoped_through("area")

    class Meta:
        ordering = ["area_id", "resource", "first"]

    def __str__(self) -> str:
        return f"{self.resource} {self.amount:g}"

    @property
    def resource_words(self) -> Words:
        """The resource by name."""
        return resources()[self.resource].words

    @property
    def unit(self) -> Words:
        """The unit of the amount."""
        return resources()[self.resource].unit


class Place(Scoped):
    """A protected place: what hazardous projects keep away from. shape: GeoJSON in degrees."""

    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)
    shape = models.JSONField()
    keep_m = models.FloatField(null=True)
    source = models.CharField(max_length=500, blank=True)
    assumed = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name or self.code

    @property
    def kind_words(self) -> Words:
        """What it is."""
        return PLACES[self.kind]


class Belonging(Scoped):
    """To which division an area or parcel belongs, by administration or by statistics, and when."""

    KINDS = {
        ADMINISTRATIVE: Words("行政区划", "administrative"),
        STATISTICAL: Words("统计口径", "statistical"),
    }
    subject = models.CharField(max_length=60)
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField(max_length=500, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["subject", "kind", "since"]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def kind_words(self) -> Words:
        """Which of the two it is."""
        return self.KINDS[self.kind]


class LandBatch(Scoped, Versioned):
    """One map brought in. rows: its parcels as read, ready to be stored; the upload is kept too.

    Pending it belongs to the side that brought it; imported it is joint. crs: the system its file
    was in; converted: from GCJ-02, as asked.
    """

    said_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    crs = models.CharField(max_length=120)
    converted = models.BooleanField(default=False)
    rows = models.JSONField(default=list)
    count = models.PositiveIntegerField(default=0)
    warnings = models.JSONField(default=list)
    state = models.CharField(max_length=10, default=PENDING)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["park", "sha256"], condition=Q(state=IMPORTED), name="no_map_twice"
            ),
        ]

    def __str__(self) -> str:
        return self.said_name

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return BATCHES[self.state]


class Parcel(Scoped, Versioned):
    """One parcel (宗地).

    shape: GeoJSON in degrees of CGCS2000 (EPSG:4490); crs: the system its source was in; epsg:
    the zone its area was computed in. west to north: its bounds in degrees. area_m2, mu: the
    area that counts, by the core; stated_m2: what its documents say. use: planned use, a key of
    LAND_USES. The indicators are what the plan asks: least investment, tax and output in fen per
    mu, plot ratio, building coefficient and green rate as pure numbers. utilities: those
    connected, code -> capacity or null. raw: not yet levelled. exception: the document that
    excuses an indicator below the policy. feature: what the map draws of it, made when the row is
    stored.
    """

    area = models.ForeignKey(Area, models.PROTECT, related_name="parcels")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=200, blank=True)
    use = models.CharField(max_length=4)
    shape = models.JSONField()
    west = models.FloatField()
    south = models.FloatField()
    east = models.FloatField()
    north = models.FloatField()
    crs = models.CharField(max_length=120)
    epsg = models.PositiveIntegerField()
    area_m2 = models.FloatField()
    mu = models.FloatField()
    stated_m2 = models.FloatField(null=True)
    investment_fen_mu = models.BigIntegerField(null=True)
    tax_fen_mu = models.BigIntegerField(null=True)
    output_fen_mu = models.BigIntegerField(null=True)
    plot_ratio_min = models.FloatField(null=True)
    plot_ratio_max = models.FloatField(null=True)
    building_coefficient = models.FloatField(null=True)
    green_rate = models.FloatField(null=True)
    exception = models.CharField(max_length=200, blank=True)
    utilities = models.JSONField(default=dict)
    slope_deg = models.FloatField(null=True)
    hazard = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=12, default=PLANNED)
    raw = models.BooleanField(default=False)
    price_fen_mu = models.BigIntegerField(null=True)
    available_from = models.PositiveSmallIntegerField(default=0)
    holder = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=500, blank=True)
    assumed = models.BooleanField(default=False)
    batch = models.ForeignKey(LandBatch, models.PROTECT, null=True, related_name="parcels")
    feature = models.TextField(blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta(Scoped.Meta):
        ordering = ["code"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(fields=["park", "code"], name="one_parcel_a_code"),
        ]
        indexes = [models.Index(fields=["park", "status"]), models.Index(fields=["park", "use"])]

    def __str__(self) -> str:
        return f"{self.code} {self.name}".strip()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store the row, with what the map draws of it."""
        self.feature = self.drawn()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Return the address of its page."""
        return reverse("parcel", args=[self.pk])

    def drawn(self) -> str:
        """Return the parcel as one GeoJSON feature without its key, on one line."""
        told = {
            "code": self.code,
            "name": self.name,
            "use": self.use,
            "status": self.status,
            "mu": round(self.mu, 2),
            "price": self.price_fen_mu,
            "intensity": self.investment_fen_mu,
            "ratio": self.plot_ratio_max,
            "utilities": sorted(self.utilities),
            "holder": self.holder,
            "invented": self.assumed,
        }
        said = {"properties": told, "geometry": self.shape}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":"))[1:]

    @property
    def status_words(self) -> Words:
        """The state in words."""
        return STATUSES[self.status]

    @property
    def use_words(self) -> Words:
        """The planned use in words."""
        return LAND_USES[self.use]

    @property
    def connected(self) -> list[tuple[Words, float | None, Words]]:
        """The utilities connected, each with its capacity and unit, as far as they are known."""
        units = {code: resource.unit for code, resource in resources().items()}
        return [
            (words, self.utilities[code], units.get(code, Words("", "")))
            for code, words in UTILITIES.items()
            if code in self.utilities
        ]


class Allocation(Scoped, Versioned):
    """A parcel asked for, reserved, talked about or given to a project (供地).

    until: the last day of a reservation. side: the side that asked or first held it. document:
    what it rests on (请示、合同、批复). project: the park's own record of it, where there is one;
    project_code: its number, may be empty.
    """

    parcel = models.ForeignKey(Parcel, models.PROTECT, related_name="allocations")
    project = models.ForeignKey(
        "projects.Project", models.PROTECT, null=True, related_name="allocations"
    )
    project_code = models.CharField(max_length=60, blank=True)
    project_name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, default=ASKED)
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    until = models.DateField(null=True)
    given_on = models.DateField(null=True)
    document = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=120)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        constraints = [
            *Scoped.Meta.constraints,
            models.UniqueConstraint(
                fields=["parcel"], condition=Q(state__in=HOLDING), name="one_holder_a_parcel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.parcel.code} → {self.project_name}"

    @property
    def state_words(self) -> Words:
        """The state in words."""
        return ALLOCATIONS[self.state]


class Step(models.Model):
    """One change of a parcel's status: who, when, from what to what, why, for which project."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="steps")
    allocation = models.ForeignKey(Allocation, models.PROTECT, null=True, related_name="steps")
    was = models.CharField(max_length=12, blank=True)
    now = models.CharField(max_length=12)
    reason = models.CharField(max_length=500, blank=True)
    by = models.CharField(max_length=120)
    side = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    objects: models.Manager[Any] = scoped_through("parcel")

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.was} → {self.now}"

    @property
    def was_words(self) -> Words | None:
        """What it was, in words."""
        return STATUSES.get(self.was)

    @property
    def now_words(self) -> Words:
        """What it became, in words."""
        return STATUSES[self.now]


class Note(Scoped):
    """What one side notes about a parcel for itself."""

    parcel = models.ForeignKey(Parcel, models.CASCADE, related_name="notes")
    text = models.CharField(max_length=1000)
    by = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.text[:60]
