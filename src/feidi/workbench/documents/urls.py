"""Addresses of documents."""

from django.urls import path

from feidi.workbench.documents import views

urlpatterns = [
    path("documents/", views.overview, name="documents"),
    path("documents/attach/", views.attach, name="documents-attach"),
    path("documents/<int:key>/", views.give, name="document"),
    path("documents/<int:key>/remove/", views.remove, name="document-remove"),
]
