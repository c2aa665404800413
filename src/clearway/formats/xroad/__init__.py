"""X-Road's REST message protocol r1: addresses, headers, hashes, errors and records, read and written, no more."""
