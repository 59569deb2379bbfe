"""The page of the system's health."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from feidi.workbench.accounts.roles import HEALTH
from feidi.workbench.health.facts import facts
from feidi.workbench.health.judging import LIMITS, answer, checks
from feidi.workbench.health.showing import shown_jobs
from feidi.workbench.pages.answering import for_right


@for_right(HEALTH)
def show(request: HttpRequest) -> HttpResponse:
    """Show whether the site is well, what is not, and what to do about it."""
    found, silence = facts(), settings.JOB_SILENCE_SECONDS
    judged = checks(found, timezone.now(), timedelta(seconds=silence))
    context = {
        "facts": found,
        "checks": judged,
        "answer": answer(judged),
        "limits": LIMITS.fill(s=f"{silence:g}"),
        "jobs": shown_jobs(found.jobs.latest),
    }
    return render(request, "health/health.html", context)
