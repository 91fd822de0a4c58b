"""Observations, working papers, findings, leads, attribution and the report."""
