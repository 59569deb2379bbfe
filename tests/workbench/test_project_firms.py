"""A project is linked to its firm; both pages show it, to nobody who may not see the firm."""

from datetime import date

import pytest

from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.audit.models import Event
from feidi.workbench.enterprises.actions import register as register_firm
from feidi.workbench.enterprises.actions import share as share_firm
from feidi.workbench.enterprises.demo import furnish
from feidi.workbench.enterprises.models import Enterprise
from feidi.workbench.parks.models import Park
from feidi.workbench.projects.actions import Lead, link, register, share, unlink
from feidi.workbench.projects.demo import FIRMS, invented_projects, link_firms
from feidi.workbench.projects.models import Project
from feidi.workbench.scope.acting import everything
from workbench.conftest import browser_of
from workbench.story import acting, person

OFFICER = "origin-investment"


@pytest.fixture
def lead(small: Park) -> Project:
    return register(actor=person(OFFICER), lead=Lead("机器人", "新松示例机器人有限公司"))


@pytest.fixture
def firm(small: Park) -> Enterprise:
    told = {"name": "新松示例机器人有限公司"}
    return register_firm(actor=person(OFFICER), values=told, joint=False)


def now(project: Project) -> Project:
    with acting(OFFICER):
        found: Project = Project.objects.get(pk=project.pk)
        return found


def test_it_is_offered_by_its_name_linked_by_the_form_and_shown_on_both_pages(
    lead: Project, firm: Enterprise
) -> None:
    client, here = browser_of(OFFICER), lead.get_absolute_url()
    assert f"{here}firm/" in client.get(here).content.decode()
    assert f'<option value="{firm.name}">' in client.get(f"{here}firm/").content.decode()
    said = {"version": lead.version, "firm": firm.name}
    page = client.post(f"{here}link/", said, follow=True).content.decode()
    assert "企业已关联" in page
    assert f'<a href="{firm.get_absolute_url()}">{firm.name}</a>' in page
    assert here in client.get(firm.get_absolute_url()).content.decode()
    with everything("the test looks at the trail"):
        assert firm.name in Event.objects.get(verb="projects.link").after
    said = {"version": now(lead).version}
    page = client.post(f"{here}unlink/", said, follow=True).content.decode()
    assert "已取消关联" in page
    assert now(lead).enterprise_id is None


@pytest.mark.parametrize("said", ["", "没有这家", " "])
def test_what_is_not_in_the_register_is_refused(lead: Project, firm: Enterprise, said: str) -> None:
    client = browser_of(OFFICER)
    given = {"version": lead.version, "firm": said}
    client.post(f"{lead.get_absolute_url()}link/", given)
    assert now(lead).enterprise_id is None
    assert now(lead).version == lead.version


def test_a_firm_of_ours_alone_is_not_linked_to_what_both_see(
    lead: Project, firm: Enterprise
) -> None:
    with acting(OFFICER) as one:
        shared = share(actor=one, project=lead, version=lead.version)
        with pytest.raises(Refusal, match="转为双方共同"):
            link(actor=one, project=shared, version=shared.version, firm=firm)
        share_firm(actor=one, row=firm, version=firm.version)
        firm.refresh_from_db()
        link(actor=one, project=now(lead), version=now(lead).version, firm=firm)
    assert firm.name in browser_of("host-investment").get(lead.get_absolute_url()).content.decode()


def test_a_project_that_is_shown_later_does_not_show_its_firm(small: Park) -> None:
    told = {"name": "MARK-FIRM"}
    firm = register_firm(actor=person(OFFICER), values=told, joint=False)
    project = register(actor=person(OFFICER), lead=Lead("机器人", "甲"))
    with acting(OFFICER) as one:
        linked = link(actor=one, project=project, version=project.version, firm=firm)
        share(actor=one, project=linked, version=linked.version)
    for client, sees in ((browser_of("host-investment"), False), (browser_of(OFFICER), True)):
        page = client.get(project.get_absolute_url())
        assert page.status_code == 200
        assert (b"MARK-FIRM" in page.content) is sees


def test_only_who_leads_links_and_the_second_of_two_is_told(
    lead: Project, firm: Enterprise
) -> None:
    with acting(OFFICER) as one:
        link(actor=one, project=lead, version=1, firm=firm)
        with pytest.raises(Stale):
            unlink(actor=one, project=lead, version=1)
        with pytest.raises(Refusal, match="已经关联"):
            link(actor=one, project=lead, version=2, firm=firm)
        shared = share(actor=one, project=now(lead), version=2)
    with acting("host-investment") as other, pytest.raises(Refusal, match="牵头"):
        unlink(actor=other, project=shared, version=shared.version)


def test_the_demo_links_the_projects_whose_firms_it_keeps(case: Park) -> None:
    invented_projects(case, date(2026, 5, 1))
    furnish(case)
    link_firms(case)
    with acting("case-origin-investment"):
        linked = Project.objects.exclude(enterprise=None)
        assert {(p.name, p.enterprise.name) for p in linked} == {
            (f"{project}（示例）", firm) for project, firm in FIRMS.items()
        }
