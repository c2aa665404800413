"""GovStack's Consent building block: its operations, served from the hub's wordings and consents."""
