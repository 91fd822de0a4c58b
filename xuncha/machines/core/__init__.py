"""What a machine carries and how two versions of a record meet: pure."""
