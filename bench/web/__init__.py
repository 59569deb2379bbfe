"""The workbench under load: a large invented park, every page of it, a crowd, an import, a soak."""
