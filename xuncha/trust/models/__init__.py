"""Accounts, what they were granted, and the journal."""

from xuncha.trust.models.accounts import Account, AccountManager, Grant, accounts_holding, sight_of
from xuncha.trust.models.entries import ChainHead, Entry
from xuncha.trust.models.keys import AccountKey, Custodian
from xuncha.trust.models.proposals import DeedProposal, ProposalCopy
from xuncha.trust.models.rows import RestrictedRow, Row

__all__ = [
    "Account", "AccountKey", "AccountManager", "ChainHead", "Custodian", "DeedProposal", "Entry", "Grant",
    "ProposalCopy", "RestrictedRow", "Row", "accounts_holding", "sight_of",
]  # fmt: skip
