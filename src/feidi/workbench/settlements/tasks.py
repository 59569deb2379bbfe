"""The job that computes a run, outside any request."""

from django.utils import timezone
from django_tasks import task

from feidi.folder import Refused
from feidi.quantities.words import Words
from feidi.workbench.accounts.actor import MACHINE
from feidi.workbench.scope.acting import everything
from feidi.workbench.settlements.actions import fail, store
from feidi.workbench.settlements.computing import computed
from feidi.workbench.settlements.models import QUEUED, RUNNING, Run


@task()
def compute(key: int) -> str:
    """Compute a run that waits; whatever happens, it ends computed, failed, or waiting again."""
    with everything("a job works for both sides"):
        claimed = Run.objects.filter(pk=key, state=QUEUED).update(
            state=RUNNING, beat=timezone.now()
        )
        if not claimed:
            return "nothing to do"
        return _computed(Run.objects.get(pk=key))


def _computed(run: Run) -> str:
    def progress(stage: str) -> None:
        Run.objects.filter(pk=run.pk).update(stage=stage[:200], beat=timezone.now())

    try:
        with computed(run.park_id, run.known_at, progress) as done:
            store(actor=MACHINE, run=run, done=done, progress=lambda _stage: None)
    except Refused as refused:
        fail(actor=MACHINE, run=run, problems=[p.as_json() for p in refused.problems])
        return "refused"
    except Exception as error:
        what = Words(
            f"程序出错，没有结果：{type(error).__name__}；请把这一页交给维护人员",
            f"the program failed, there is no result: {type(error).__name__}; tell the maintainer",
        )
        fail(actor=MACHINE, run=run, problems=[{"level": "error", "what": what._asdict()}])
        raise
    return "done"


def resume() -> int:
    """Queue again every run that a stopped worker left; called when a worker starts."""
    with everything("a job works for both sides"):
        left = list(Run.objects.filter(state__in=(QUEUED, RUNNING)))
        for run in left:
            Run.objects.filter(pk=run.pk).update(state=QUEUED, stage="")
            compute.enqueue(run.pk)
        return len(left)
