"""A project moves when its evidence is there, and only the side that leads it moves it."""

from datetime import date

import pytest

from feidi.workbench.accounts.actor import NotAllowed
from feidi.workbench.actions import Refusal, Stale
from feidi.workbench.audit.models import Event
from feidi.workbench.documents.models import Document
from feidi.workbench.parks.models import Park
from feidi.workbench.projects import actions
from feidi.workbench.projects.actions import Lacking, Lead, Naming, Shown, Step
from feidi.workbench.projects.models import Contact, Evidence, Project, StageChange
from feidi.workbench.scope.acting import everything
from workbench.investing import (
    HOST,
    ORIGIN,
    day,
    lead,
    moved,
    moved_up_to,
    offered,
    proofs,
    read_by,
    shown,
)
from workbench.story import acting

pytestmark = pytest.mark.usefixtures("small")


def refused(username: str, project: Project, step: Step) -> Refusal:
    with acting(username) as one, pytest.raises(Refusal) as told:
        actions.move(actor=one, project=project, version=project.version, step=step)
    with everything("the test looks at all rows"):
        project.refresh_from_db()
    return told.value


def test_a_lead_is_seen_by_its_side_alone_until_it_is_shared(small: Park) -> None:
    project = lead(ORIGIN, ago=3)
    assert project.code == f"B{day().year}-0001"
    assert project.stage == "lead"
    assert project.stage_since == day(3)
    assert read_by(HOST, project) is None
    with acting(ORIGIN) as one:
        actions.share(actor=one, project=project, version=1)
    assert read_by(HOST, project) is not None
    with acting(ORIGIN) as one:
        actions.unshare(actor=one, project=project, version=2, reason="对方已知悉")
    assert read_by(HOST, project) is None


def test_each_side_counts_its_own_codes() -> None:
    codes = [lead(who).code[-5:] for who in (ORIGIN, ORIGIN, HOST, ORIGIN)]
    assert codes == ["-0001", "-0002", "-0001", "-0003"]


def test_a_move_without_evidence_names_what_is_missing_and_keeps_nothing() -> None:
    project = moved(ORIGIN, lead(), "contact")
    said = refused(ORIGIN, project, Step("contract"))
    assert isinstance(said, Lacking)
    assert "投资合同" in said.what.zh
    assert "contract" in said.what.en
    assert project.stage == "contact"
    project = moved_up_to(ORIGIN, project, "contract")
    one_of_two = (shown("filing"),)
    said = refused(ORIGIN, project, Step("land", shown=one_of_two))
    assert "国有建设用地使用权出让合同或用地批复或厂房租赁合同" in said.what.zh
    with acting(ORIGIN):
        assert not Evidence.objects.filter(project=project, kind="filing").exists()


def test_a_project_goes_all_the_way_and_each_move_keeps_its_evidence_and_its_days() -> None:
    project = moved_up_to(ORIGIN, lead(ago=10), "full-capacity")
    with acting(ORIGIN):
        changes = list(StageChange.objects.filter(project=project))
        assert [c.days for c in changes] == [0, 10] + [0] * 10
        land = next(c for c in changes if c.entered == "land")
        assert sorted(e.kind for e in land.evidence.all()) == ["filing", "land-grant"]
        assert {d.purpose for d in Document.objects.filter(kind="projects.project")} == {
            "framework", "contract", "land-grant",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("number", "dated", "said"),
    [("", day(), "统一社会信用代码"), ("91350100M000100Y44", day(), "校验码"),
     ("91350100M000100Y43", None, "日期"), ("91350100M000100Y43", date(2999, 1, 1), "晚于")],
)  # fmt: skip
def test_evidence_that_is_wrong_is_refused(number: str, dated: date | None, said: str) -> None:
    project = moved_up_to(ORIGIN, lead(), "land")
    told = refused(ORIGIN, project, Step("registered", shown=(Shown("licence", number, dated),)))
    assert said in told.what.zh


def test_a_contract_needs_its_file() -> None:
    project = moved(ORIGIN, lead(), "contact")
    bare = Shown("contract", "示例1号", day())
    assert "附文件" in refused(ORIGIN, project, Step("contract", shown=(bare,))).what.zh


def test_evidence_is_kept_ahead_and_voided_with_a_reason() -> None:
    project = lead()
    with acting(ORIGIN) as one:
        kept = actions.prove(actor=one, project=project, version=1, shown=shown("talks"))
        with pytest.raises(Refusal, match="先作废"):
            actions.prove(actor=one, project=project, version=2, shown=shown("talks"))
        with pytest.raises(Refusal, match="原因"):
            actions.void(actor=one, project=project, version=2, kept=kept, reason=" ")
        actions.void(actor=one, project=project, version=2, kept=kept, reason="写错了编号")
        kept.refresh_from_db()
        with pytest.raises(Refusal, match="已经作废"):
            actions.void(actor=one, project=project, version=3, kept=kept, reason="再来")
        project.refresh_from_db()
    assert isinstance(refused(ORIGIN, project, Step("contact")), Lacking)
    unknown = Shown("gossip", "1", day())
    with acting(ORIGIN) as one, pytest.raises(Refusal, match="没有这种"):
        actions.prove(actor=one, project=project, version=project.version, shown=unknown)


def test_stages_are_passed_by_only_where_the_table_lets_them() -> None:
    project = lead()
    assert "洽谈" in refused(ORIGIN, project, Step("contract", shown=proofs("contract"))).what.zh
    project = moved(ORIGIN, moved(ORIGIN, project, "contact"), "contract")
    assert project.stage == "contract"
    assert "另一个阶段" in refused(ORIGIN, project, Step("contract")).what.zh
    assert "另一个阶段" in refused(ORIGIN, project, Step("moon")).what.zh


def test_falling_back_needs_a_reason_and_is_marked() -> None:
    project = moved(ORIGIN, lead(ago=5), "contact")
    assert "原因" in refused(ORIGIN, project, Step("lead")).what.zh
    with acting(ORIGIN) as one:
        step = Step("lead", reason="投资方重新选址")
        project = actions.move(actor=one, project=project, version=project.version, step=step)
        last = StageChange.objects.filter(project=project).order_by("-id")[0]
        assert (last.kind, last.reason) == ("back", "投资方重新选址")
        assert Event.objects.filter(verb="projects.move")[0].reason == "投资方重新选址"


def test_a_move_counts_from_a_day_within_the_stage() -> None:
    project = lead(ago=10)
    for wrong in (day(11), day(-1)):
        step = Step("contact", wrong, shown=proofs("contact"))
        assert "日期应在" in refused(ORIGIN, project, step).what.zh
    assert moved(ORIGIN, project, "contact", day(4)).stage_since == day(4)


def test_only_the_leading_side_moves_a_project_it_shows() -> None:
    project = lead()
    with acting(ORIGIN) as one:
        project = actions.share(actor=one, project=project, version=1)
    with acting(HOST) as one, pytest.raises(Refusal, match="牵头"):
        actions.move(actor=one, project=project, version=2, step=Step("contact"))
    with acting("origin-finance") as one, pytest.raises(NotAllowed):
        actions.move(actor=one, project=project, version=2, step=Step("contact"))


def test_of_two_who_change_it_at_once_the_second_is_told() -> None:
    project = lead()
    with acting(ORIGIN) as one:
        actions.change(actor=one, project=project, version=1, lead=Lead("新名称"))
        with pytest.raises(Stale):
            actions.change(actor=one, project=project, version=1, lead=Lead("另一名称"))
        with pytest.raises(Refusal, match="没有改动"):
            actions.change(actor=one, project=project, version=2, lead=Lead("新名称"))


def test_a_lost_project_stays_as_it_is_until_it_is_taken_up_again() -> None:
    project = lead()
    with acting(ORIGIN) as one:
        with pytest.raises(Refusal, match="原因"):
            actions.close(actor=one, project=project, version=1, reason="")
        with pytest.raises(Refusal, match="没有流失"):
            actions.reopen(actor=one, project=project, version=1, reason="再谈")
        project = actions.close(actor=one, project=project, version=1, reason="投资方放弃")
        with pytest.raises(Refusal, match="恢复跟进"):
            actions.move(actor=one, project=project, version=2, step=Step("contact"))
        project = actions.reopen(actor=one, project=project, version=2, reason="投资方重新来访")
    assert project.stage_since == day()
    assert moved(ORIGIN, project, "contact").stage == "contact"


def test_planned_days_keep_the_order_of_the_stages() -> None:
    project = lead()
    with acting(ORIGIN) as one:
        days = {"contract": day(-60), "land": day(-30)}
        with pytest.raises(Refusal, match="早于"):
            actions.plan(actor=one, project=project, version=1, days=days)
        with pytest.raises(Refusal, match="没有这个阶段"):
            actions.plan(actor=one, project=project, version=1, days={"moon": day()})
        actions.plan(actor=one, project=project, version=1, days={**days, "land": day(-90)})
        actions.plan(actor=one, project=project, version=2, days={"land": None})
        assert [m.stage for m in project.milestones.all()] == ["contract"]


def test_a_contact_is_masked_and_looking_at_it_is_on_record() -> None:
    with acting(ORIGIN) as one:
        project = actions.register(
            actor=one, lead=Lead("示例"), contact=("王某某", "总经理", "13800005678")
        )
        kept = Contact.objects.get(project=project)
        assert (kept.masked_name, kept.masked_phone) == ("王**", "138******78")
        with pytest.raises(Refusal, match="用途"):
            actions.reveal(actor=one, project=project, reason="")
        assert actions.reveal(actor=one, project=project, reason="约见").phone == "13800005678"
        assert Event.objects.filter(verb="projects.reveal").get().reason == "约见"
        actions.share(actor=one, project=project, version=1)
    with acting(HOST) as one:
        with pytest.raises(Refusal, match="没有您可以查看"):
            actions.reveal(actor=one, project=project, reason="想看")
        with pytest.raises(Refusal, match="牵头"):
            actions.set_contact(actor=one, project=project, contact=("李", "", ""))


def test_a_lead_with_its_claim_is_one_or_nothing() -> None:
    with acting(ORIGIN) as one:
        before = Project.objects.count()
        with pytest.raises(Refusal, match="全称"):
            actions.register(actor=one, lead=Lead("示例"), naming=Naming(" "))
        with pytest.raises(Refusal, match="晚于今天"):
            actions.register(actor=one, lead=Lead("示例"), since=day(-1))
        assert Project.objects.count() == before


def test_the_leads_side_hands_over_and_the_other_takes_the_lead() -> None:
    with acting(ORIGIN) as one:
        project = actions.register(
            actor=one,
            lead=Lead("示例", "示例投资有限公司"),
            contact=("王某某", "", "13800005678"),
            naming=Naming("示例投资有限公司"),
        )
    project = moved_up_to(ORIGIN, project, "contract")
    handover = offered(ORIGIN, project)
    assert read_by(HOST, project) is not None
    with everything("the test looks at all rows"):
        project.refresh_from_db()
    assert "撤回移交" in refused(ORIGIN, project, Step("land", shown=proofs("land"))).what.zh
    with acting(ORIGIN) as one, pytest.raises(Refusal, match="办理"):
        actions.accept(actor=one, handover=handover, version=1)
    with acting(HOST):
        assert not Contact.objects.filter(project=project).exists()
    with acting(HOST) as one:
        taken = actions.accept(actor=one, handover=handover, version=1)
        assert (taken.visibility, taken.owner, taken.led_by) == ("joint", None, one.at[1])
        assert Contact.objects.get(project=project).phone == "13800005678"
        assert Document.objects.filter(kind="projects.project").count() == 2
        assert [e.verb for e in Event.objects.filter(kind="projects.project")][:2] == [
            "projects.accept", "projects.offer",
        ]  # fmt: skip
        with pytest.raises((Refusal, Stale)):
            actions.decline(actor=one, handover=handover, version=2, reason="改主意")
    assert moved(HOST, taken, "land").stage == "land"
    with acting(ORIGIN) as one, pytest.raises(Refusal, match="牵头"):
        actions.move(actor=one, project=taken, version=taken.version, step=Step("registered"))


@pytest.mark.parametrize("answer", ["decline", "withdraw"])
def test_an_offer_that_leads_to_nothing_gives_the_project_back(answer: str) -> None:
    project = moved_up_to(ORIGIN, lead(), "framework")
    handover = offered(ORIGIN, project)
    who, does = (HOST, actions.decline) if answer == "decline" else (ORIGIN, actions.withdraw)
    with acting(who) as one:
        with pytest.raises(Refusal, match="原因"):
            does(actor=one, handover=handover, version=1, reason=" ")
        does(actor=one, handover=handover, version=1, reason="材料不全")
    assert read_by(HOST, project) is None
    with acting(HOST):
        assert not Document.objects.filter(kind="projects.project").exists()
        # what was told while both saw it stays on record for both
        assert Event.objects.get(verb=f"projects.{answer}").reason == "材料不全"
    given_back = read_by(ORIGIN, project)
    assert given_back is not None
    assert moved(ORIGIN, given_back, "contract").stage == "contract"


def test_an_offer_says_what_goes_with_it_and_to_whom() -> None:
    project = lead()
    with acting(ORIGIN) as one:
        own = actions.Offer(one.at[1].pk, "材料")
        with pytest.raises(Refusal, match="接收方"):
            actions.offer(actor=one, project=project, version=1, given=own)
    with acting(HOST) as other:
        taker = other.at[1].pk
    with acting(ORIGIN) as one, pytest.raises(Refusal, match="材料"):
        actions.offer(actor=one, project=project, version=1, given=actions.Offer(taker, " "))
