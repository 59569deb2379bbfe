"""What the site is told by its environment: secrets, the database, the hosts it answers to."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

# known to everybody who has read this line: a site that is not a demo refuses them
DEMO_SECRET = "demo-secret-known-to-everybody-and-refused-outside-demo-mode"  # noqa: S105
DEMO_PASSWORD = "feidi-demo"  # noqa: S105
SHORTEST_SECRET = 50


class Unset(Exception):
    """The environment lacks something, or says something that must not be."""


@dataclass(frozen=True)
class Environment:
    """demo: whether this is a demo. data: the folder for the embedded database and assets."""

    demo: bool
    secret: str
    audit_secret: str
    database: str
    data: Path
    hosts: tuple[str, ...]
    https: bool


def read_environment(said: "os._Environ[str] | dict[str, str]") -> Environment:
    """Return what FEIDI_… variables say; `Unset` names the one that is missing or unfit.

    >>> read_environment({"FEIDI_DEMO": "1"}).hosts
    ('127.0.0.1', 'localhost', '[::1]')
    """
    demo = said.get("FEIDI_DEMO", "") == "1"
    return Environment(
        demo=demo,
        secret=_secret(said, "FEIDI_SECRET_KEY", demo=demo),
        audit_secret=_secret(said, "FEIDI_AUDIT_KEY", demo=demo),
        database=said.get("FEIDI_DATABASE", ""),
        data=Path(said.get("FEIDI_DATA", "") or _home(said)).absolute(),
        hosts=_hosts(said, demo=demo),
        https=not demo and said.get("FEIDI_HTTPS", "1") != "0",
    )


def _home(said: "os._Environ[str] | dict[str, str]") -> str:
    base = said.get("XDG_DATA_HOME") or str(Path(said.get("HOME", "."), ".local", "share"))
    return str(Path(base, "feidi"))


def _secret(said: "os._Environ[str] | dict[str, str]", name: str, *, demo: bool) -> str:
    secret = said.get(name, "")
    if demo:
        return secret or f"{DEMO_SECRET}-{name}"
    if not secret:
        message = f"{name} 没有设置 / is not set: {SHORTEST_SECRET}+ random characters"
        raise Unset(message)
    if DEMO_SECRET in secret or len(secret) < SHORTEST_SECRET:
        message = f"{name}：演示用的或短于 {SHORTEST_SECRET} 位 / of the demo, or too short"
        raise Unset(message)
    return secret


def _hosts(said: "os._Environ[str] | dict[str, str]", *, demo: bool) -> tuple[str, ...]:
    if demo:
        return ("127.0.0.1", "localhost", "[::1]")
    hosts = tuple(h.strip() for h in said.get("FEIDI_HOSTS", "").split(",") if h.strip())
    if not hosts or "*" in hosts:
        message = "FEIDI_HOSTS：写明本站的域名，逗号分开 / name the hosts of this site"
        raise Unset(message)
    return hosts


# how long a connection is used again
KEPT_SECONDS = 60
# after so many times on one connection PostgreSQL keeps how it answers a statement
ASKED_BEFORE = 3


def database_settings(address: str, data: Path) -> dict[str, object]:
    """Return Django's settings of a database: postgresql://user:password@host:port/name or a file.

    >>> database_settings("postgresql://feidi@/park?host=/run/pg", Path())["HOST"]
    '/run/pg'
    """
    if not address.startswith(("postgresql://", "postgres://")):
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": address.removeprefix("sqlite:///") or str(data / "feidi.sqlite3"),
            # opened anew, a file of so many tables takes as long to read as a page takes to make
            "CONN_MAX_AGE": KEPT_SECONDS,
            "OPTIONS": {
                "timeout": 20,
                # a writer takes its turn at once instead of failing half-way
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            },
        }
    parts = urlsplit(address)
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": KEPT_SECONDS,
        "OPTIONS": {
            "pool": False,
            # statements and their values are sent apart: only so can they be kept
            "server_side_binding": True,
            "prepare_threshold": ASKED_BEFORE,
        },
    }
