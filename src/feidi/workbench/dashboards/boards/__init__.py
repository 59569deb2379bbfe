"""The dashboards, one a module; each asks the queries of the apps and says what they mean."""
