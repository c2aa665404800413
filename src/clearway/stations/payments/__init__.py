"""Payments: debts in a double-entry ledger, orders to pay them, accounts with a limit, and what banks say."""
