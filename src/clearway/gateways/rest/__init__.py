"""The REST interface: routes under /v1, problems after RFC 9457, OAuth 2 clients."""
