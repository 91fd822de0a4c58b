"""What the office does about teams; one file is one verb."""
