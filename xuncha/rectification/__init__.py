"""Feedback, rectification items, the duty of whoever holds the post now, handover and closing."""
