"""The refund finder: at a citizen's own request, what customs, tax and welfare owe them, and how it is claimed."""
