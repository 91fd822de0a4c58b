"""The screens, by the family of tables they read."""
