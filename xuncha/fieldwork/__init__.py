"""What is read, visited and borrowed on site."""
