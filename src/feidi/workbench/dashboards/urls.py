"""Addresses of dashboards: the leaders' first, each other one by its name."""

from django.urls import path

from feidi.workbench.dashboards import views
from feidi.workbench.dashboards.showing import BOARDS, FIRST

urlpatterns = [
    path("dashboards/", views.show, {"name": FIRST}, name="dashboards"),
    *(
        path(f"dashboards/{name}/", views.show, {"name": name}, name=f"dashboard-{name}")
        for name in BOARDS
        if name != FIRST
    ),
]
