"""Envelopes, receipts and bundles: what may be sealed without a database."""
