"""Facts of the world that change without a programmer: dated records with value, basis and area."""
