"""Outside parties as processes of their own, for the demonstration and the tests; each forgets with its process."""
