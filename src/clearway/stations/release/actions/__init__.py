"""How goods are released, receipts made and revoked, and keys changed."""
