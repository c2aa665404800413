"""The register of law: a country's pack is checked, compiled, kept by version, and handed out for a day.

A lawbook is known by the hash of its content. Every version that ever decided something is kept whole, with the
data taken from packages, so that its decisions can be repeated. It never edits a pack and never guesses law.
"""
