"""Addresses of agreements."""

from django.urls import path

from feidi.workbench.agreements import views
from feidi.workbench.agreements.ledger import views as ledger

urlpatterns = [
    path("agreements/obligations/", ledger.overview, name="obligations"),
    path("agreements/obligations/new/", ledger.new, name="obligations-new"),
    path("agreements/obligations/<int:key>/", ledger.detail, name="obligation"),
    path("agreements/obligations/<int:key>/<str:verb>/", ledger.act, name="obligation-act"),
    path("agreements/", views.overview, name="agreements"),
    path("agreements/new/", views.new, name="agreement-new"),
    path("agreements/check/", views.live, name="agreement-check"),
    path("agreements/<int:key>/", views.detail, name="agreement"),
    path("agreements/<int:key>/edit/", views.edit, name="agreement-edit"),
    path("agreements/<int:key>/changes/", views.differences, name="agreement-changes"),
    path("agreements/<int:key>/text.md", views.download, name="agreement-download"),
    path("agreements/<int:key>/<str:verb>/", views.act, name="agreement-act"),
]
