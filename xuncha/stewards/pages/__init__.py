"""Pages of the three administrators, and of those who keep custody."""
