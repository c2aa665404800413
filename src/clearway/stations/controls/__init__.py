"""Controls: what officers check before goods leave, what they ask, find, hold, override and refuse."""
