"""What systems of governments hand to the watch: batches of changes, as lines, tables or rows of their own."""
