"""Opening and closing a round, inspections and their stages, the days counted back from entry."""
