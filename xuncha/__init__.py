"""xuncha: the work of a county inspection office, room by room."""
