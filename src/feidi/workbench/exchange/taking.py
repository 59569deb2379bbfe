"""A park of the workbench -> a project folder; for a side that leaves, with all it may read."""

import json
from pathlib import Path

from django.db import transaction

from feidi.folder.opening import Root
from feidi.folder.write import write_file
from feidi.workbench.audit.models import Event
from feidi.workbench.documents.taking import files_to_take
from feidi.workbench.exchange.bringing import TRAIL
from feidi.workbench.exchange.describing import described
from feidi.workbench.exchange.leaving import Taking
from feidi.workbench.land.writing_back import write_back
from feidi.workbench.parks.models import Park, Party
from feidi.workbench.scope.acting import Scope, acting_for, everything
from feidi.workbench.stored.shelf import lay_out


def take_folder(park: Park, place: Path, party: Party | None = None) -> Root:
    """Write the park's files into an empty folder; with `party`, also all else it may read.

    That is the rows of every table, its documents, and the trail.

    Records of others are sealed: their content is left out, and the chain can still be followed
    by `feidi audit verify --file` without any key.
    """
    if place.exists() and any(place.iterdir()):
        message = f"{place}: 文件夹不是空的 / the folder is not empty"
        raise FileExistsError(message)
    with everything("an export takes all joint files of one park"):
        root = lay_out(park.pk, place)
        write_back(park, root)
    if party is not None:
        _take_along(root, park, party)
    return root


def _take_along(root: Root, park: Park, party: Party) -> None:
    scope = Scope(park.pk, party.pk)
    taking = Taking(scope)
    # the trail comes last: it tells of every row taken
    with transaction.atomic():
        with acting_for(scope):
            for name, content in files_to_take():
                write_file(root, name, content)
        for name, content in taking.files():
            write_file(root, name, content)
        write_file(root, TRAIL, trail_of(park, party).encode())
    for name, content in described(park, party, taking.counts).items():
        write_file(root, name, content)


def trail_of(park: Park, party: Party) -> str:
    """Return the whole chain, one JSON value a line, sealed where the party may not read."""
    with acting_for(Scope(park.pk, party.pk)):
        readable = set(Event.objects.values_list("number", flat=True))
    with everything("the chain is one for all sides"):
        lines = [
            json.dumps(_told(event, sealed=event.number not in readable), ensure_ascii=False)
            for event in Event.objects.order_by("number").iterator(2000)
        ]
    return "".join(f"{line}\n" for line in lines)


def _told(event: Event, *, sealed: bool) -> dict[str, object]:
    link = event.as_link(sealed=sealed)
    return {
        "number": link.number,
        "previous": link.previous,
        "digest": link.digest,
        "link": link.link,
        "content": link.content,
    }
