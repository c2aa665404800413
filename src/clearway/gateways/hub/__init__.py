"""The hub's own interface: what organisations' software asks, and gets."""
