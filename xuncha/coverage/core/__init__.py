"""Scope rules, targets and the proof, computed from plain facts."""
