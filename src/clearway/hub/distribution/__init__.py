"""Distribution: whole registers, or what was granted of them, received in parts, and kept up to date."""
