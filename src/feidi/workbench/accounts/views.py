"""Change of the side acted for, of the language, of the roles people have."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.crypto import get_random_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from feidi.workbench.accounts.actions import grant, make_account, revoke
from feidi.workbench.accounts.middleware import ACTING
from feidi.workbench.accounts.models import Membership, User
from feidi.workbench.accounts.roles import ACCOUNTS, GRANT, ROLES
from feidi.workbench.actions import Refusal
from feidi.workbench.pages.answering import acting, attempt, for_right, number, refused
from feidi.workbench.pages.templatetags.said import say
from feidi.workbench.parks.models import Seat

FIRST_LENGTH = 14


@require_POST
def act_as(request: HttpRequest) -> HttpResponse:
    """Act in another of one's own roles from now on."""
    if not request.user.is_authenticated:
        return redirect("account_login")
    own = get_object_or_404(Membership, pk=number(request, "membership"), user=request.user)
    request.session[ACTING] = own.pk
    return redirect("desk")


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Read the pages in the other language."""
    wanted = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    if wanted in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            wanted,
            max_age=31_536_000,
            httponly=True,
            secure=settings.SESSION_COOKIE_SECURE,
            samesite="Lax",
        )
    return response


@for_right(ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Show all accounts; make one with a first password that is shown once."""
    if request.method == "POST":
        password = get_random_string(FIRST_LENGTH)
        name = request.POST.get("username", "").strip()
        display = request.POST.get("display", "").strip()
        try:
            if not name or not display:
                return redirect("accounts")
            make_account(actor=acting(request), username=name, display=display, password=password)
        except Refusal as refusal:
            return refused(request, refusal, "accounts")
        said = say(
            "已建立 {}，首次密码 {}（只显示这一次）", "Made {}; first password {} (shown once)"
        )
        messages.success(request, said.format(name, password))
        return redirect("accounts")
    people = User.objects.prefetch_related("memberships__party").order_by("username")
    return render(request, "accounts/people.html", {"people": people})


@for_right(GRANT)
def grants(request: HttpRequest) -> HttpResponse:
    """Show who has which role; give and take roles."""
    if request.method == "POST":
        actor = acting(request)
        if request.POST.get("revoke"):
            one = get_object_or_404(Membership, pk=number(request, "revoke"))
            reason = request.POST.get("reason", "")
            return attempt(
                request,
                lambda: revoke(actor=actor, membership=one, reason=reason),
                say("已收回", "Taken away"),
                "grants",
            )
        user = get_object_or_404(User, pk=number(request, "user"))
        seat = Seat.objects.filter(pk=number(request, "seat")).first()
        role = request.POST.get("role", "")
        return attempt(
            request,
            lambda: grant(actor=actor, user=user, role=role, seat=seat),
            say("已授权", "Granted"),
            "grants",
        )
    people = User.objects.prefetch_related("memberships__party").order_by("username")
    seats = Seat.objects.filter(confirms=True).select_related("party", "park")
    return render(
        request, "accounts/grants.html", {"people": people, "roles": ROLES.items(), "seats": seats}
    )
