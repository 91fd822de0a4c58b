"""What an account does to accounts, grants and sealed content."""
