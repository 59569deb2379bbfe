"""Lays siting plans over the map of parcels."""

from django.apps import AppConfig


class SitingConfig(AppConfig):
    """The app of siting plans."""

    name = "feidi.workbench.siting"

    def ready(self) -> None:
        """Tell the map of its layers."""
        from feidi.workbench.land.overlays import SOURCES
        from feidi.workbench.siting.queries import overlays

        if overlays not in SOURCES:
            SOURCES.append(overlays)
