"""Two levels, projects to parks and then to parcels: models, plans, certificates."""
