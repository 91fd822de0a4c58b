"""Template tags of the product; `{% load house %}` brings all of them."""
