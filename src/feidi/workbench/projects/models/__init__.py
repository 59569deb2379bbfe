"""The tables of investment, one noun a file."""

from feidi.workbench.projects.models.claim import Claim, ClaimBook, ClaimSubject, Term
from feidi.workbench.projects.models.handover import HandOver
from feidi.workbench.projects.models.progress import Evidence, Milestone, StageChange
from feidi.workbench.projects.models.project import Contact, Project

__all__ = [
    "Claim",
    "ClaimBook",
    "ClaimSubject",
    "Contact",
    "Evidence",
    "HandOver",
    "Milestone",
    "Project",
    "StageChange",
    "Term",
]
