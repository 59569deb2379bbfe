"""Addresses of settlements and of the statements of years."""

from django.urls import path

from feidi.workbench.settlements import views

RUN = "settlements/<int:number_>/"
YEAR = "settlements/years/<int:key>/"
urlpatterns = [
    path("settlements/", views.overview, name="settlements"),
    path(RUN, views.detail, name="run"),
    path(f"{RUN}progress/", views.progress, name="run-progress"),
    path(f"{RUN}again/", views.again, name="run-again"),
    path(f"{RUN}propose/", views.propose, name="run-propose"),
    path(f"{RUN}paper.<str:kind>", views.paper, name="run-paper"),
    path(f"{RUN}figures/<int:key>/", views.figure, name="figure"),
    path(f"{RUN}lines/<int:index>/", views.behind, name="line"),
    path(f"{RUN}corrections/<int:key>/", views.correction, name="correction"),
    path(YEAR, views.statement, name="statement"),
    path(f"{YEAR}statement.pdf", views.signed, name="statement-pdf"),
    path(f"{YEAR}<str:verb>/", views.act, name="statement-act"),
]
