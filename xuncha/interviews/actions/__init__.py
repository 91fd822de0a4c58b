"""What is done about talks; one verb a file."""
