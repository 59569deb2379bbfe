"""The firm a project belongs to: which it is, which it may be, which one was said."""

from feidi.quantities.words import Words
from feidi.workbench.actions import Refusal
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.enterprises.queries import near
from feidi.workbench.projects.models import Evidence, Project

LICENCE = "licence"


def firm_of(project: Project) -> Enterprise | None:
    """Return the firm a project is linked to, where one may see it."""
    if project.enterprise_id is None:
        return None
    found: Enterprise | None = Enterprise.objects.filter(pk=project.enterprise_id).first()
    return found


def offered_firms(project: Project) -> list[Enterprise]:
    """Return the firms a project may belong to: that of its licence, those of a name like it."""
    licences = Evidence.objects.filter(project=project, kind=LICENCE, void="")
    by_licence = Enterprise.objects.filter(code__in=list(licences.values_list("number", flat=True)))
    like = near(project.investor) if project.investor else []
    found = {one.pk: one for one in (*by_licence, *like) if one.pk != project.enterprise_id}
    return list(found.values())


def firm_said(said: str) -> Enterprise:
    """Return the one firm of a credit code, a name or a code of the roster; refuse otherwise."""
    said = said.strip()
    if not said:
        raise Refusal(Words("请写统一社会信用代码或企业名称", "give the firm's code or name"))
    for wanted in ({"code": said.upper()}, {"name": said}, {"roster": said}):
        found: list[Enterprise] = list(Enterprise.objects.filter(**wanted)[:2])
        if len(found) == 1:
            return found[0]
        if found:
            what = Words("不止一家叫“{name}”，请写代码", "“{name}” is not one alone: give the code")
            raise Refusal(what.fill(name=said))
    what = Words("企业库里没有“{name}”，请先登记", "“{name}” is not kept: enter the firm first")
    raise Refusal(what.fill(name=said))
