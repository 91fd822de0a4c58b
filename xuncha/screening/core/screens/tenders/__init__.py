"""The screens over tenders, bids and contracts, one file each; adding a file adds the screen."""
