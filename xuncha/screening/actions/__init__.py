"""Loading books, running the screens, judging what they point at."""
