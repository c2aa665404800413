"""The receiver's pages: what an organisation receives in bulk from other agencies."""
