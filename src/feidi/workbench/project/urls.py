"""Every address of the site: each app names its own."""

from django.urls import include, path

APPS = (
    "desk",
    "oversight",
    "health",
    "accounts",
    "agreements",
    "imports",
    "settlements",
    "coordination",
    "documents",
    "enterprises",
    "notifications",
    "land",
    "siting",
    "attribution",
    "dashboards",
    "projects",
    "readings",
    "exchange",
    "api",
)
urlpatterns = [path("", include(f"feidi.workbench.{app}.urls")) for app in APPS]
