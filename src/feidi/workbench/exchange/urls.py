"""Addresses of leaving."""

from django.urls import path

from feidi.workbench.exchange import views

urlpatterns = [
    path("leaving/", views.leaving, name="leaving"),
    path("leaving/<int:key>/", views.archive, name="archive"),
    path("leaving/<int:key>/remove/", views.remove, name="archive-remove"),
]
