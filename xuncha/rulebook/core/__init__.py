"""Reading rule files and choosing the record that holds."""
