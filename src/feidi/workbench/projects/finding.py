"""What a search finds among projects and claims."""

from django.db.models import Q

from feidi.quantities.words import Words
from feidi.workbench.desk.finding import MOST, Found
from feidi.workbench.projects.models import ClaimSubject, Evidence, Project


def found(said: str) -> list[Found]:
    """Return projects by name, code or investor, evidence by number, claims by investor."""
    projects = Project.objects.filter(
        Q(name__icontains=said) | Q(code__icontains=said) | Q(investor__icontains=said)
    )[:MOST]
    proofs = Evidence.objects.filter(number__icontains=said).select_related("project")[:MOST]
    claims = ClaimSubject.objects.filter(investor__icontains=said).select_related("claim__side")
    return [
        Found(
            Words("项目", "projects"),
            tuple((str(p), p.at_stage.words.zh, p.get_absolute_url()) for p in projects),
        ),
        Found(
            Words("佐证", "evidence"),
            tuple((str(e), str(e.project), e.project.get_absolute_url()) for e in proofs),
        ),
        Found(
            Words("首报", "claims"),
            tuple((str(c), f"{c.claim} {c.claim.side}", "/claims/") for c in claims[:MOST]),
        ),
    ]
