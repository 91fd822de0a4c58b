"""The county as plain facts: what the workbook says, judged, merged and compared without a database."""
