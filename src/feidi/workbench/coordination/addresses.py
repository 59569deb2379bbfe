"""The address of a page of this site that an item or a task is about."""

from django.urls import Resolver404, resolve

from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal

LONGEST = 200


def page_address(said: str) -> str:
    """Return the address of a page of this site, or nothing; refuse any other."""
    said = said.strip()
    if not said:
        return ""
    path = said.split("?")[0].split("#")[0]
    try:
        if len(said) > LONGEST or not said.startswith("/") or said.startswith("//"):
            raise Resolver404
        resolve(path)
    except Resolver404:
        what = Words(
            f"“{said[:60]}”不是本站的页面；从地址栏复制 / 开头的部分",
            f"“{said[:60]}” is no page of this site; copy the part that starts with /",
        )
        raise Refusal(what) from None
    return said
