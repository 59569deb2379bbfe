"""Results as people and machines read them: sentences, tables, JSON, HTML, XLSX."""
