"""What is owed? Customs value, duties, taxes and fees, each with its formula, law and steps."""
