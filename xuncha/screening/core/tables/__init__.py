"""The canonical tables, declared by family: `TABLES` of each file."""
