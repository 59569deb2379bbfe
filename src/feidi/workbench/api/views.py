"""The pages of the interface: what it offers, and the tokens it is asked by."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.roles import READ, TOKENS
from feidi.workbench.actions import Refusal
from feidi.workbench.api import actions
from feidi.workbench.api.models import SCOPES, Token
from feidi.workbench.api.queries import operations, reach, tokens_of
from feidi.workbench.pages.answering import acting, attempt, for_right, number, refused
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.parks.models import Seat


@for_right(READ)
def reference(request: HttpRequest) -> HttpResponse:
    """Show what the interface offers, with examples."""
    found = {"operations": operations(), "site": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "api/reference.html", found)


@never_cache
@for_right(TOKENS)
def tokens(request: HttpRequest) -> HttpResponse:
    """Show the tokens one keeps; make one, whose secret is shown this once."""
    actor, made, secret = acting(request), None, ""
    if request.method == "POST":
        seat = Seat.objects.filter(pk=number(request, "seat")).first()
        try:
            made, secret = actions.make_token(
                actor=actor,
                name=request.POST.get("name", ""),
                scopes=request.POST.getlist("scope"),
                days=number(request, "days"),
                seat=seat,
            )
        except Refusal as refusal:
            return refused(request, refusal, reverse("tokens"))
    return render(
        request,
        "api/tokens.html",
        {
            "tokens": tokens_of(actor),
            "scopes": SCOPES.items(),
            "seats": () if actor.scope else Seat.objects.select_related("park", "party"),
            "made": made,
            "secret": secret,
            "now": timezone.now(),
        },
    )


@require_POST
@for_right(TOKENS)
def revoke(request: HttpRequest, key: int) -> HttpResponse:
    """Make a token of no use."""
    actor, reason = acting(request), request.POST.get("reason", "")
    with reach(actor):
        own = {"owner": actor.party} if actor.scope else {}
        token = get_object_or_404(Token.objects, pk=key, **own)
    return attempt(
        request,
        lambda: actions.revoke_token(actor=actor, token=token, reason=reason),
        say("令牌已收回", "The token is revoked"),
        "tokens",
    )
