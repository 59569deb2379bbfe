"""What the pages of dashboards are written with."""
