"""Addresses of attribution sheets."""

from django.urls import path

from feidi.workbench.attribution import views

SHEET = "attribution/<int:key>/"
urlpatterns = [
    path("attribution/", views.overview, name="attribution"),
    path(SHEET, views.detail, name="sheet"),
    path(f"{SHEET}paper.<str:kind>", views.paper, name="sheet-paper"),
    path(f"{SHEET}<str:verb>/", views.act, name="sheet-act"),
]
