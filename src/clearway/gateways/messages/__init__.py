"""Messages: bytes come in, are recognised and read; answers go out in the sender's own format."""
