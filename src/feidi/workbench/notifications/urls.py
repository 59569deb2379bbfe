"""Addresses of what people are told."""

from django.urls import path

from feidi.workbench.notifications import views

urlpatterns = [
    path("notifications/", views.overview, name="notifications"),
    path("notifications/read/", views.read_all, name="notifications-read"),
    path("notifications/<int:key>/open/", views.follow, name="notification"),
]
