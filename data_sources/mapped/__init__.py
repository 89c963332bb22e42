"""Files of other systems (CSV, XLSX, JSON), read by a map that says which column is what."""
