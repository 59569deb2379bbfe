"""Addresses of the land: the map, the register, a parcel, maps in and out, matching."""

from django.urls import path

from feidi.workbench.land import exchanging, views

urlpatterns = [
    path("land/", views.show_map, name="land"),
    path("land/parcels.geojson", views.features, name="land-features"),
    path("land/around.geojson", views.around, name="land-around"),
    path("land/print/", views.printed, name="land-print"),
    path("land/parcels/", views.register, name="parcels"),
    path("land/parcels/<int:key>/", views.detail, name="parcel"),
    path("land/parcels/<int:key>/panel/", views.panel, name="parcel-panel"),
    path("land/parcels/<int:key>/edit/", views.edit, name="parcel-edit"),
    path("land/parcels/<int:key>/<str:verb>/", views.act, name="parcel-act"),
    path("land/allocations/<int:key>/<str:verb>/", views.act_on_allocation, name="allocation-act"),
    path("land/notes/<int:key>/", views.note, name="landnote"),
    path("land/notes/<int:key>/drop/", views.drop_note, name="landnote-drop"),
    path("land/imports/", exchanging.overview, name="land-imports"),
    path("land/areas/", exchanging.add_area, name="land-area"),
    path("land/imports/<int:key>/", exchanging.batch, name="landbatch"),
    path("land/imports/<int:key>/<str:verb>/", exchanging.act, name="landbatch-act"),
    path("land/parcels.csv", exchanging.export, {"kind": "csv"}, name="land-csv"),
    path("land/parcels.xlsx", exchanging.export, {"kind": "xlsx"}, name="land-xlsx"),
    path("land/parcels.gpkg", exchanging.export, {"kind": "gpkg"}, name="land-gpkg"),
    path("land/matching/", exchanging.match, name="land-matching"),
]
