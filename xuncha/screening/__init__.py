"""Books and tenders in, screens over them, and the rows they point at."""
