"""What is known about papers, without Django, clock or files."""
