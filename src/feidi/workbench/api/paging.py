"""How lists are read: page by page, in the order of a key."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Path, Query

MOST, USUAL, LARGEST = 500, 100, 2**62
Key = Annotated[int, Path(ge=1, le=LARGEST)]
After = Annotated[
    int, Query(ge=0, le=LARGEST, description="只列编号大于它的行 rows after this key")
]
Limit = Annotated[int, Query(ge=1, le=MOST, description="一页至多几行 rows of a page")]
Word = Annotated[str, Query(max_length=200, pattern=r"^[^\x00]*$")]


def after_key(
    rows: QuerySet[Any], after: int, limit: int, key: str = "id"
) -> tuple[list[Any], int | None]:
    """Return the rows after a key, and the key to go on from; none where these are the last."""
    some = list(rows.filter(**{f"{key}__gt": after}).order_by(key)[: limit + 1])
    page = some[:limit]
    return page, getattr(page[-1], key) if len(some) > limit else None


def paged(
    rows: QuerySet[Any], after: int, limit: int, shape: Callable[[Any], dict[str, Any]], key: str
) -> dict[str, Any]:
    """Return a page of rows as it is answered, and the key to go on from."""
    page, following = after_key(rows, after, limit, key)
    return {"items": [shape(row) for row in page], "next": following}
