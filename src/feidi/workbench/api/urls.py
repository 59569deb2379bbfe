"""Addresses of the interface, of its description, and of the tokens it is asked by."""

from django.urls import path

from feidi.workbench.api import pushing, reading, reading_park, views
from feidi.workbench.api.gate import api, offered

# each module adds its operations as it is loaded
OPERATIONS = (reading, reading_park, pushing)
api.add_router("", offered)
urlpatterns = [
    path("api/v1/", api.urls),
    path("api/", views.reference, name="reference"),
    path("tokens/", views.tokens, name="tokens"),
    path("tokens/<int:key>/revoke/", views.revoke, name="token-revoke"),
]
