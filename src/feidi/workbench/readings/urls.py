"""Addresses of measuring points."""

from django.urls import path

from feidi.workbench.readings import views

urlpatterns = [
    path("readings/", views.overview, name="points"),
    path("readings/<int:key>/", views.detail, name="point"),
]
