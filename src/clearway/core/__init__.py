"""What is right, owed or suspicious is decided here, from values alone; no clock, disk, network or table."""
