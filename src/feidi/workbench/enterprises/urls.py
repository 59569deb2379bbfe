"""Addresses of firms, visits and chambers."""

from django.urls import path

from feidi.workbench.enterprises.views import chambers, firms, visits

urlpatterns = [
    path("enterprises/", firms.overview, name="enterprises"),
    path("enterprises/new/", firms.new, name="enterprises-new"),
    path("enterprises/<int:key>/", firms.detail, name="enterprise"),
    path("enterprises/<int:key>/edit/", firms.edit, name="enterprise-edit"),
    path("enterprises/<int:key>/<str:verb>/", firms.act, name="enterprise-act"),
    path("visits/", visits.overview, name="visits"),
    path("visits/new/", visits.new, name="visits-new"),
    path("visits/<int:key>/", visits.detail, name="visit"),
    path("visits/<int:key>/<str:verb>/", visits.act, name="visit-act"),
    path("chambers/", chambers.overview, name="chambers"),
    path("chambers/new/", chambers.new, name="chambers-new"),
    path("chambers/<int:key>/", chambers.detail, name="chamber"),
    path("chambers/<int:key>/edit/", chambers.edit, name="chamber-edit"),
    path("chambers/<int:key>/<str:verb>/", chambers.act, name="chamber-act"),
]
