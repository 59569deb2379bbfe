"""A park of the workbench -> a project folder, with documents and trail for a side that asks."""

import json
from pathlib import Path

from feidi.folder.opening import Root
from feidi.folder.write import write_file
from feidi.workbench.audit.models import Event
from feidi.workbench.documents.taking import files_to_take
from feidi.workbench.parks.models import Park, Party
from feidi.workbench.scope.acting import Scope, acting_for, everything
from feidi.workbench.stored.shelf import lay_out

TRAIL = "audit.jsonl"


def take_folder(park: Park, place: Path, party: Party | None = None) -> Root:
    """Write the park's files into an empty folder; with `party`, also its documents and trail.

    Records of others are sealed: their content is left out, and the chain can still be followed
    by `feidi audit verify --file` without any key.
    """
    if place.exists() and any(place.iterdir()):
        message = f"{place}: 文件夹不是空的 / the folder is not empty"
        raise FileExistsError(message)
    with everything("an export takes all joint files of one park"):
        root = lay_out(park.pk, place)
    if party is not None:
        write_file(root, TRAIL, trail_of(park, party).encode())
        with acting_for(Scope(park.pk, party.pk)):
            for name, content in files_to_take():
                write_file(root, name, content)
    return root


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
