"""The desks of the watch: what the official, the manager, the auditor and the ministry see of it."""
