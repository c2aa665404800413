"""The console: the clearway command's verbs for people at a terminal."""
