"""What the register of traders says, as values."""
