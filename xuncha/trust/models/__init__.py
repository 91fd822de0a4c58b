"""Accounts, what they were granted, and the journal."""

from xuncha.trust.models.accounts import Account, AccountManager, Grant, sight_of
from xuncha.trust.models.entries import ChainHead, Entry
from xuncha.trust.models.rows import RestrictedRow, Row

__all__ = ["Account", "AccountManager", "ChainHead", "Entry", "Grant", "RestrictedRow", "Row", "sight_of"]
