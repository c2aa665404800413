"""How the register of traders changes."""
