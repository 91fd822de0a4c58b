"""三员: what the system, the security and the audit administrator see and do: accounts, grants, custody, the journal."""
