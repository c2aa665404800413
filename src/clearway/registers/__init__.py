"""What the state keeps and everybody reads: the lawbook, exchange rates, traders and offices."""
