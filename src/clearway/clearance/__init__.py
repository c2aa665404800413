"""The order of the stations and the file they work on; no rule is written here."""
