"""Addresses of oversight."""

from django.urls import path

from feidi.workbench.oversight import views

urlpatterns = [
    path("oversight/", views.trail, name="oversight"),
    path("oversight/exports/", views.taken_out, name="exports"),
    path("oversight/access/", views.access, name="access"),
]
