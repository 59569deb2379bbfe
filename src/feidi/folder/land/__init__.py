"""The maps and tables of 3-site/: land, projects and relocation, in and out."""

from feidi.folder.land.layers import MapLayer, geojson, geometry_of, write_geojson, write_geopackage
from feidi.folder.land.reading import LandRead, read_land
from feidi.folder.land.relocating import RelocationRead, read_relocation

__all__ = [
    "LandRead",
    "MapLayer",
    "RelocationRead",
    "geojson",
    "geometry_of",
    "read_land",
    "read_relocation",
    "write_geojson",
    "write_geopackage",
]
