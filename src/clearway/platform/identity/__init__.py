"""People, machine clients and processes: who acts, and what they may do."""
