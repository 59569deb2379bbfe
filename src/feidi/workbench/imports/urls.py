"""Addresses of imports and of the receipts imported."""

from django.urls import path

from feidi.workbench.imports import views

urlpatterns = [
    path("imports/", views.overview, name="imports"),
    path("imports/<str:table>.<str:kind>", views.empty, name="template"),
    path("imports/<int:key>/", views.detail, name="import"),
    path("imports/<int:key>/<str:verb>/", views.act, name="import-act"),
    path("receipts/", views.rows, name="receipts"),
]
