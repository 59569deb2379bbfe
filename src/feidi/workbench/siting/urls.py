"""Addresses of siting plans."""

from django.urls import path

from feidi.workbench.siting import views

urlpatterns = [
    path("siting/", views.overview, name="sitingplans"),
    path("siting/<int:key>/", views.detail, name="sitingplan"),
    path("siting/<int:key>/parcels.geojson", views.layer, name="sitingplan-features"),
    path("siting/<int:key>/<str:verb>/", views.act, name="sitingplan-act"),
]
