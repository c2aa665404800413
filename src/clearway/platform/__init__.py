"""Services for the whole house: database, identity, events, numbering, the calendar."""
