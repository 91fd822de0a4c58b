"""The gate for files from outside: what a file is by its bytes, what makes it dangerous, and its copy without metadata."""
