"""The hub: official facts are looked up where they are held, under an agreement, on record."""
