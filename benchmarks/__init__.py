"""Ratios against limits measured in the same run, on the embedded server with fsync on."""
