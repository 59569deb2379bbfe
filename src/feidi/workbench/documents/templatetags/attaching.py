"""The files of an object and the form to attach more, for any page about an object."""

from typing import Any

from django import template

from feidi.workbench.documents.actions import attachable
from feidi.workbench.documents.media import ENDINGS
from feidi.workbench.documents.models import OTHER, PURPOSES
from feidi.workbench.documents.queries import files_of

register = template.Library()


@register.inclusion_tag("documents/attached.html", takes_context=True)
def attached(context: Any, about: Any, purpose: str = OTHER) -> dict[str, Any]:
    """Show the files of a row with a page, and the form to attach one.

    purpose: what the form offers first as what the file is evidence of.
    """
    files = files_of(about)
    return {
        "about": about,
        "kind": about._meta.label_lower,
        "files": [one for one in files if one.removed_at is None],
        "removed": [one for one in files if one.removed_at is not None],
        "actor": context.get("actor"),
        "csrf_token": context.get("csrf_token"),
        "can": attachable(about),
        "purposes": PURPOSES.items(),
        "purpose": purpose,
        "accept": ",".join(ENDINGS),
    }
