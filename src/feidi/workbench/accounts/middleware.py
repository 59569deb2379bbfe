"""For every request: is the person still there, and for which side does he act?"""

import time
from collections.abc import Callable
from contextlib import nullcontext

from django.conf import settings
from django.contrib.auth import logout
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from feidi.workbench.accounts.actor import Actor, NotFresh, session_mark
from feidi.workbench.accounts.confirming import ask_again
from feidi.workbench.accounts.models import Membership
from feidi.workbench.scope.acting import acting_for
from feidi.workbench.scope.telling import one_reading

Respond = Callable[[HttpRequest], HttpResponse]
ACTING, SEEN = "acting", "seen"
# where a person whose first password is not yet changed may go
BEFORE_CHANGE = ("account_change_password", "account_logout", "language")
# what asks and changes nothing
READS = ("GET", "HEAD")


class IdleMiddleware:
    """Signs out who has not asked for anything for a while."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or send to the sign-in page."""
        if request.user.is_authenticated:
            now = int(time.time())
            if now - request.session.get(SEEN, now) > settings.IDLE_SECONDS:
                logout(request)
                return redirect(f"{reverse('account_login')}?idle=1")
            if now - request.session.get(SEEN, 0) > settings.IDLE_SECONDS // 30:
                request.session[SEEN] = now
        return self.respond(request)


class ActingMiddleware:
    """Finds the membership acted in, opens its scope, and asks for a new first password."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer within the scope of the actor; without one, no rows are given."""
        actor = self._actor(request)
        request.actor = actor  # type: ignore[attr-defined]
        # also of who has no role yet: the first password was somebody else's
        if request.user.is_authenticated and request.user.must_change_password:
            allowed = {reverse(name) for name in BEFORE_CHANGE}
            if request.path not in allowed:
                return redirect("account_change_password")
        if actor is None or actor.scope is None:
            return self.respond(request)
        reading = one_reading() if request.method in READS else nullcontext()
        with acting_for(actor.scope), reading:
            response = self.respond(request)
            # a file that lies ready asks no rows while it is sent
            whole: object = response
            if not response.streaming or isinstance(whole, FileResponse):
                return response
            message = "a streamed answer would be made outside the scope"
            raise RuntimeError(message)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Ask who he is before what binds is done."""
        return ask_again(request) if isinstance(exception, NotFresh) else None

    def _actor(self, request: HttpRequest) -> Actor | None:
        if hasattr(request, "bearer"):  # the interface for programs knows no person
            return request.bearer and request.bearer.actor  # type: ignore[no-any-return]
        user = request.user
        if not user.is_authenticated:
            return None
        own: list[Membership] = list(user.memberships.select_related("park", "party"))
        request.memberships = own  # type: ignore[attr-defined]
        if not own:
            return None
        wanted = request.session.get(ACTING, 0)
        chosen = next((one for one in own if one.pk == wanted), own[0])
        mark = session_mark(request.session.session_key)
        return Actor(chosen.user, chosen, mark, request.META.get("REMOTE_ADDR", ""))
