"""What allauth asks of us: nobody signs up, a changed password is no first password."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by the system administrator, never by the person."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Return that nobody may sign up."""
        return False

    def set_password(self, user: Any, password: str) -> None:
        """Store a new password; the first one is thereby changed."""
        user.must_change_password = False
        super().set_password(user, password)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        """Return where one goes with a new password: to work, not to the same form again."""
        return reverse("desk")


def name_tried(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """Return the name a sign-in was tried with, the same before and after it failed."""
    given = credentials or {}
    tried: str = given.get("username") or request.POST.get("login", "")
    return tried.strip()
