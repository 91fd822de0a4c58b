"""Roles, rights and the chain, without a database."""
