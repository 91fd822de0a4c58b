"""Roles, rights, compartments and the chain, without a database."""
