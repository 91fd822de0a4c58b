"""Accounts, what they were granted, and the journal."""

from xuncha.trust.models.accounts import Account, AccountManager, Holdings, accounts_holding, sight_of
from xuncha.trust.models.entries import ChainHead, Entry, SignedHead
from xuncha.trust.models.factors import Factor, FactorKind, OneTimeCode, PastPassword, SheetCode
from xuncha.trust.models.grants import FirstStart, Grant
from xuncha.trust.models.keys import AccountKey, Custodian, KeyReset
from xuncha.trust.models.proposals import DeedProposal, ProposalCopy
from xuncha.trust.models.rows import RestrictedRow, Row
from xuncha.trust.models.shredded import ShreddedCompartment
from xuncha.trust.models.sittings import Sitting, Tries

__all__ = [
    "Account", "AccountKey", "AccountManager", "ChainHead", "Custodian", "DeedProposal", "Entry", "Factor",
    "FactorKind", "FirstStart", "Grant", "Holdings", "KeyReset", "OneTimeCode", "PastPassword", "ProposalCopy", "RestrictedRow", "Row",
    "SheetCode", "ShreddedCompartment", "SignedHead", "Sitting", "Tries", "accounts_holding", "sight_of",
]  # fmt: skip
