"""The papers of findings."""
