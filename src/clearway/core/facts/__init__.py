"""What a declaration says: frozen types named after the WCO Data Model."""
