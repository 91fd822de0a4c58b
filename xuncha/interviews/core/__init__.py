"""What the room knows: candidates from tenures and posts, timetables and their judge, outlines, the two papers."""
