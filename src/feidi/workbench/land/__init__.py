"""The land of a park: parcels with their shapes and states, who holds them, maps in and out."""
