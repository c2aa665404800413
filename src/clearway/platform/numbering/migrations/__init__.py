"""The sequence behind the numbers."""
