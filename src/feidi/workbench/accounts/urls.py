"""Addresses of people and their roles; signing in is allauth's."""

from django.urls import include, path

from feidi.workbench.accounts import views

urlpatterns = [
    path("people/", views.accounts, name="accounts"),
    path("people/grants/", views.grants, name="grants"),
    path("acting/", views.act_as, name="acting"),
    path("language/", views.set_language, name="language"),
    path("accounts/", include("allauth.urls")),
]
