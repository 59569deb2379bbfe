"""An uploaded plan file -> a plan that holds on the land as the workbench has it, or problems."""

import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from feidi.evidence.problem import Problem, has_errors
from feidi.evidence.source import At
from feidi.folder.layout import POLICIES, SETTINGS, SITE
from feidi.folder.opening import Refused, Root
from feidi.folder.siting import ToSite, read_plan, read_to_site
from feidi.folder.write import write_file
from feidi.quantities.words import Words
from feidi.site.check import check
from feidi.site.plan.asked import siting_problem
from feidi.workbench.land.writing_back import write_back
from feidi.workbench.parks.models import Park
from feidi.workbench.siting.models import ON_MAP, SitingPlan
from feidi.workbench.stored.shelf import lay_out

LARGEST = 1 << 24
FILE = "results/uploaded-plan.json"
# what of the folder a plan is counted by
_READ = (f"{SITE}/", f"{POLICIES}/", SETTINGS)
# so much of a sentence is kept
_LONGEST = 1000


@dataclass(frozen=True)
class Read:
    """What a plan file says. told: see `SitingPlan`; empty where there is a problem."""

    said_name: str
    sha256: str
    told: dict[str, Any]
    value: int
    bound: int
    problems: tuple[Problem, ...]
    twin: SitingPlan | None

    @property
    def holds(self) -> bool:
        """Whether all of it was counted again and agrees, and it is not there already."""
        return not self.problems and self.twin is None


@contextmanager
def to_site(park: Park) -> Iterator[tuple[Root, ToSite]]:
    """Give a park's folder as an export would write it now, and what is to be planned in it."""
    with TemporaryDirectory(prefix="feidi-siting-") as place:
        root = lay_out(park.pk, Path(place) / "park", only=_READ)
        write_back(park, root)
        yield root, read_to_site(root.path)


def read_upload(park: Park, name: str, content: bytes) -> Read:
    """Does a plan hold on the land of a park, as it is now?

    content: plan.json of `feidi site`, or what `feidi site --json` prints, which also gives the
    reasons. Everything is counted again by the checker, on the park's folder as an export would
    write it now. Problems: SI123, those of the checker, and whatever stops a plan of this land.
    """
    digest = hashlib.sha256(content).hexdigest()
    with to_site(park) as (root, wanted):
        path = write_file(root, FILE, content)
        try:
            said = read_plan(path)
        except Refused as refused:
            return _unsound(name, digest, [_named(p, str(path), name) for p in refused.problems])
    whole = said if "plan" in said else {"plan": said}
    if has_errors(wanted.problems):
        return _unsound(name, digest, [p for p in wanted.problems if p.level == "error"])
    problems = [*against(wanted, whole["plan"], name), *_odd_reasons(whole, name)]
    if problems:
        return _unsound(name, digest, problems)
    certificate = whole["plan"]["certificate"]
    twin = SitingPlan.objects.filter(park=park, sha256=digest, state__in=ON_MAP).first()
    value, bound = certificate["value"], certificate["bound"]
    return Read(name[:200], digest, _told(wanted, whole), value, bound, (), twin)


def _unsound(name: str, digest: str, problems: list[Problem]) -> Read:
    return Read(name[:200], digest, {}, 0, 0, tuple(problems), None)


def _named(problem: Problem, path: str, name: str) -> Problem:
    """Return a problem located in the file as the officer named it."""
    return (
        replace(problem, at=problem.at._replace(file=name)) if problem.at.file == path else problem
    )


def against(wanted: ToSite, plan: Any, name: str) -> tuple[Problem, ...]:
    """Return what of a plan does not hold on the land of a folder."""
    read, wishes = wanted.read, wanted.wishes
    problem = siting_problem(read.land, wishes.weights, wishes.ground, read.settings.day)
    return check(problem, plan, name)


def _odd_reasons(whole: dict[str, Any], name: str) -> Iterator[Problem]:
    """Say where the reasons are not as `feidi site --json` writes them."""
    fix = Words("用 feidi site --json 的输出", "give what feidi site --json prints")
    reasons = whole.get("reasons", [])
    if not isinstance(reasons, list):
        yield Problem("SI123", At(name), Words("reasons 不是列表", "reasons is no list"), fix)
        return
    for number, one in enumerate(reasons):
        if not _is_reason(one):
            what = Words(f"reasons.{number} 不是一条理由", f"reasons.{number} is no reason")
            yield Problem("SI123", At(name), what, fix)
            return


def _is_reason(value: Any) -> bool:
    if not isinstance(value, dict) or not isinstance(value.get("project"), str):
        return False
    sentences = value.get("sentences")
    return isinstance(sentences, list) and all(map(_is_words, sentences))


def _is_words(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(value.get(key), str) for key in ("zh", "en"))


def _told(wanted: ToSite, whole: dict[str, Any]) -> dict[str, Any]:
    """Return what is kept of a plan that holds."""
    plan, projects = whole["plan"], {one.id: one for one in wanted.read.land.projects}
    on_land = {one["project"] for one in plan["placements"]}
    reasons = {
        one["project"]: [
            {key: text[key][:_LONGEST] for key in ("zh", "en")} for text in one["sentences"]
        ]
        for one in whole.get("reasons", [])
    }
    placements = [
        one
        | {"name": projects[one["project"]].name, "tenant": bool(projects[one["project"]].fixed_on)}
        for one in plan["placements"]
    ]
    left = [
        {"project": key, "name": one.name, "reasons": reasons.get(key, [])}
        for key, one in projects.items()
        if key not in on_land
    ]
    certificate = plan["certificate"]
    kept = ("searched", "parts", "bonus", "delay", "quotas")
    told = {"placements": placements, "left": left} | {key: certificate[key] for key in kept}
    return told | {"plan": plan}


def still_against(park: Park, plan: SitingPlan) -> tuple[Problem, ...]:
    """Return what of a stored plan no longer holds on the land as it is now."""
    told = plan.told["plan"]
    return read_upload(park, plan.said_name, json.dumps(told).encode()).problems
