"""The full executor of the watch: every scenario over whole tables, for back-tests, fixtures and proofs."""
