"""Values of a declaration as people read them, whoever they are: its facts, its places, its amounts."""
