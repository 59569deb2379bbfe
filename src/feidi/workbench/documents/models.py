"""A file attached to an object of the park, and its bytes."""

from typing import Any

from django.db import models
from django.urls import reverse

from feidi.quantities.words import Words
from feidi.workbench.documents.media import MEDIA
from feidi.workbench.projects.stages import PROOFS
from feidi.workbench.scope.rows import Scoped, Versioned, scoped_through

OTHER = "other"
# what a file is evidence of: whatever a stage of a project asks for, and what else there is
PURPOSES = {
    **{code: proof.words for code, proof in PROOFS.items()},
    "visit": Words("走访、洽谈记录", "record of a visit"),
    "minutes": Words("会议纪要", "minutes"),
    "approval": Words("批复、函件", "approval or letter"),
    "voucher": Words("凭证、银行回单", "voucher or bank slip"),
    "table": Words("报表、台账", "table or ledger"),
    "picture": Words("照片、图件", "picture or drawing"),
    OTHER: Words("其他", "other"),
}


class Document(Scoped, Versioned):
    """A file attached to the row `key` of the table `kind`. side: who attached it.

    It is seen by whoever sees that row: owner and visibility are the row's. file_name: as it came,
    made safe. removed_at: it is no longer given out; the row stays.
    """

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=40)
    about_name = models.CharField(max_length=200)
    title = models.CharField(max_length=200)
    purpose = models.CharField(max_length=20, default=OTHER)
    file_name = models.CharField(max_length=160)
    media = models.CharField(max_length=10)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    side = models.ForeignKey("parks.Party", models.PROTECT, related_name="+")
    added_by = models.CharField(max_length=120)
    added_at = models.DateTimeField(auto_now_add=True)
    removed_by = models.CharField(max_length=120, blank=True)
    removed_at = models.DateTimeField(null=True)
    removed_why = models.CharField(max_length=500, blank=True)

    class Meta(Scoped.Meta):
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "key"]), models.Index(fields=["park", "-id"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return where the file is given out."""
        return reverse("document", args=[self.pk])

    @property
    def purpose_words(self) -> Words:
        """What it is evidence of, in words."""
        return PURPOSES[self.purpose]

    @property
    def media_words(self) -> Words:
        """The kind of file in words."""
        return MEDIA[self.media].words


class Content(models.Model):
    """The bytes of a document, apart from it so that no list ever loads them."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="contents")
    content = models.BinaryField()

    objects: models.Manager[Any] = scoped_through("document")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document"], name="one_content_a_document")]

    def __str__(self) -> str:
        return str(self.document)
