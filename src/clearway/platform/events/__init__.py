"""The event log: what happened, in the past tense, written with the change itself and never altered."""
