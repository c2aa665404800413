"""X-Road's front of the hub: calls, metadata and the data tracker, on an edge that sees every byte of a request."""
