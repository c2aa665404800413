"""What templates of every room are given."""
