"""The facts of a park: frozen values, one noun a file."""
