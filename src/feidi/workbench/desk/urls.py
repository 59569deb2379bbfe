"""Addresses of the desk."""

from django.urls import path

from feidi.workbench.desk import views

urlpatterns = [
    path("", views.start, name="desk"),
    path("search/", views.find, name="search"),
    path("history/", views.done, name="history"),
]
