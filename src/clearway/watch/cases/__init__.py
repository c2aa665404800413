"""Cases: what officials do about findings, by when, and who is told where nothing was done."""
