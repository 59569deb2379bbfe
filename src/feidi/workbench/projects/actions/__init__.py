"""Everything that changes a project, a claim or a hand-over."""

from feidi.workbench.projects.actions.agreeing import agree_term, propose_term
from feidi.workbench.projects.actions.claiming import Naming, claim, concede, release, renew
from feidi.workbench.projects.actions.handing_over import Offer, accept, decline, offer, withdraw
from feidi.workbench.projects.actions.leads import (
    Lead,
    change,
    register,
    reveal,
    set_contact,
    share,
    unshare,
)
from feidi.workbench.projects.actions.linking import link, unlink
from feidi.workbench.projects.actions.moving import Lacking, Step, close, move, plan, reopen
from feidi.workbench.projects.actions.proving import Shown, prove, void

__all__ = [
    "Lacking",
    "Lead",
    "Naming",
    "Offer",
    "Shown",
    "Step",
    "accept",
    "agree_term",
    "change",
    "claim",
    "close",
    "concede",
    "decline",
    "link",
    "move",
    "offer",
    "plan",
    "propose_term",
    "prove",
    "register",
    "release",
    "renew",
    "reopen",
    "reveal",
    "set_contact",
    "share",
    "unlink",
    "unshare",
    "void",
    "withdraw",
]
