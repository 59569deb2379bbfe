"""Siting plans brought into the workbench: counted again, looked at on the map, shown to both."""
