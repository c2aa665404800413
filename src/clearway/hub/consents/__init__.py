"""Consents: what people have allowed, and taken back."""
