"""Who is talked to, when, with what outline, and what was said."""
