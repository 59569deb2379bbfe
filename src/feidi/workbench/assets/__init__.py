"""Front-end packages: named and locked here, fetched by `fetch.py`."""
