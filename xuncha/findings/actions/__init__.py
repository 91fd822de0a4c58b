"""What findings do: one verb, one file."""
