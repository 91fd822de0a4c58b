"""What the team reads, sees, borrows and has put right while it is there."""
