"""The only doors between a project folder and the database; backups."""
