"""Forms of the letters desk."""
