"""Address of the system's health."""

from django.urls import path

from feidi.workbench.health import views

urlpatterns = [path("health/", views.show, name="health")]
