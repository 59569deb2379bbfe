"""Texts that wait for keys, obligations that wait to be kept or checked."""

from feidi.quantities.words import Words, both
from feidi.workbench.accounts.actor import Actor
from feidi.workbench.accounts.roles import CONFIRM_AGREEMENT
from feidi.workbench.agreements.ledger.waiting import of_ledger
from feidi.workbench.agreements.models import PROPOSED, Text
from feidi.workbench.desk.waiting import Waiting, waits_for
from feidi.workbench.parks.queries import keyholders


def waiting(actor: Actor) -> list[Waiting]:
    """Return texts without all keys, and obligations, each with the sides they wait for."""
    found = []
    for text in Text.objects.filter(state=PROPOSED).defer("content").prefetch_related("keys"):
        turned = {key.party_id for key in text.keys.all()}
        whom = tuple(s for s in keyholders(text.park_id) if s.party_id not in turned)
        found.append(
            Waiting(
                both(str(text)),
                Words("核对文本与读回，确认指纹", "hold text and reading together, confirm"),
                f"/agreements/{text.pk}/",
                whom,
                waits_for(actor, whom, CONFIRM_AGREEMENT),
                text.changed_at,
            )
        )
    return [*found, *of_ledger(actor)]
