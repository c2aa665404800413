"""The register of traders: parties, their roles, members and mandates."""
