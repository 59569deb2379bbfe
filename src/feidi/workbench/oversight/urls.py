"""Addresses of oversight."""

from django.urls import path

from feidi.workbench.oversight import views

urlpatterns = [path("oversight/", views.trail, name="oversight")]
