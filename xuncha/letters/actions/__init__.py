"""What is done at the letters desk; one verb a file."""
