"""Messages and facts, translated both ways with pointers; nothing is looked up here."""
