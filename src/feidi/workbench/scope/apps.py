"""Puts the second net up, tells each connection for whom it asks, and has it watched."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


def fence(using: str, **_given: Any) -> None:
    """Fence the tables that a migration has made or changed; only their owner can."""
    from feidi.workbench.scope.fencing import owns_the_tables, put_up

    if owns_the_tables(connections[using]):
        put_up(connections[using])


def tell(connection: Any, **_given: Any) -> None:
    """Have a new connection watched; let one to PostgreSQL say for whom it asks."""
    from feidi.workbench.scope.telling import Telling
    from feidi.workbench.scope.watching import watching

    watching(connection)
    if connection.vendor != "postgresql":
        return
    if not any(isinstance(one, Telling) for one in connection.execute_wrappers):
        connection.execute_wrappers.append(Telling())


class ScopeConfig(AppConfig):
    """The app of scopes."""

    name = "feidi.workbench.scope"

    def ready(self) -> None:
        """Listen for migrations and for new connections."""
        post_migrate.connect(fence, dispatch_uid="feidi.scope.fence")
        connection_created.connect(tell, dispatch_uid="feidi.scope.tell")
