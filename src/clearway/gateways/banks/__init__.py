"""Banks: they tell of money in signed calls, each once under its own number, and send back what is not owed."""
