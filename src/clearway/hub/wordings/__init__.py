"""Wordings: in what words, and under which policies, organisations ask people to allow a look-up."""
