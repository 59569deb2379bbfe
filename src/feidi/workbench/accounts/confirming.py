"""Asks a person once more who he is, before what binds: by password or second factor."""

import time

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import suspend_request
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from feidi.workbench.pages.templatetags.said import say


def confirmed_lately(request: HttpRequest) -> bool:
    """Say whether the person has confirmed within the last minutes, in this session."""
    if not request.user.is_authenticated:
        return False
    records = get_authentication_records(request, request.user)
    times = [float(r["at"]) for r in records if r.get("reauthenticated")]
    return bool(times) and 0 <= time.time() - times[-1] < settings.ACCOUNT_REAUTHENTICATION_TIMEOUT


def ask_again(request: HttpRequest) -> HttpResponse:
    """Send the person to confirm; what was typed is kept, and done when he has.

    Files cannot be kept: with them the person comes back to the page and sends it once more.
    """
    methods = get_adapter().get_reauthentication_methods(request.user)
    to: str = methods[0]["url"] if methods else reverse("account_login")
    if request.method == "POST" and request.FILES:
        said = say("确认身份之后，请重新选择文件再提交", "Confirm, then send the file again")
        messages.warning(request, said)
        request.method = "GET"
    elif request.method == "POST" and request.GET is not None:
        # what is kept is found again by its path alone; its query is kept with it
        request.META["QUERY_STRING"] = ""
    response: HttpResponse = suspend_request(request, to)
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
    return response
