"""The job that computes a run, outside any request; `jobs` says what becomes of it if it dies."""

from django.utils import timezone
from django_tasks import task

from feidi.folder import Refused
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.actions import Refusal
from feidi.workbench.jobs import FOR_BOTH, beating, claim, taken_up
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.actions import fail, store
from feidi.workbench.settlements.computing import computed
from feidi.workbench.settlements.models import Run


@task()
def compute(key: int) -> str:
    """Compute a run that waits; whatever happens, it ends computed, failed, or waiting again."""
    with everything(FOR_BOTH):
        mark = claim(Run.objects, key)
        if not mark:
            return "nothing to do"
        with beating(Run.objects, key, mark):
            return _computed(Run.objects.get(pk=key))


def _computed(run: Run) -> str:
    def progress(stage: str) -> None:
        own = Run.objects.filter(pk=run.pk, claim=run.claim)
        own.update(stage=stage[:200], beat=timezone.now())

    try:
        with computed(run.park_id, run.known_at, progress) as done:
            store(actor=MACHINE, run=run, done=done, progress=lambda _stage: None)
    except Refused as refused:
        return _failed(run, [p.as_json() for p in refused.problems], "refused")
    except Refusal:
        return "overtaken"
    except Exception as error:
        what = Words(
            f"程序出错，没有结果：{type(error).__name__}；请把这一页交给维护人员",
            f"the program failed, there is no result: {type(error).__name__}; tell the maintainer",
        )
        _failed(run, [{"level": "error", "what": what._asdict()}], "failed")
        raise
    return "done"


def _failed(run: Run, problems: list[dict[str, object]], answer: str) -> str:
    try:
        fail(actor=MACHINE, run=run, problems=problems)
    except Refusal:
        return "overtaken"
    return answer


def resume() -> int:
    """Queue again every run nobody has worked on for too long; return how many."""
    return taken_up(Run.objects, compute.enqueue, stage="")
