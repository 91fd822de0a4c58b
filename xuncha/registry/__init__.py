"""Organisations, posts, persons and tenures; the workbook that describes a county, and its judge."""
