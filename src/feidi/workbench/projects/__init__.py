"""Investment: leads and who named them first, projects from the first call to full capacity."""
