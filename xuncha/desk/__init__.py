"""What every page is made of: who may open it, tables that are also Excel, drafts, 待办, progress."""
