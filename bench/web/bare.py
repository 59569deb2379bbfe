"""A page of a given size that asks for nothing: what the middleware alone costs."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from feidi.workbench.project.urls import urlpatterns as of_the_site

# the answers measured in this process by their size; of other sizes filler is given
KEPT: dict[int, bytes] = {}


def bare(_request: HttpRequest, size: int) -> HttpResponse:
    """Give that many bytes."""
    return HttpResponse(KEPT.get(size) or b"x" * size)


urlpatterns = [*of_the_site, path("bare/<int:size>/", bare, name="bare")]
