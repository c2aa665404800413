"""Bytes in, bytes out: messages, the REST interface and the console."""
