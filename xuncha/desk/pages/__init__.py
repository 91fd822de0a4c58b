"""Pages of the desk itself: progress, drafts."""
