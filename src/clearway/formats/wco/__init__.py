"""WCO Data Model XML: declarations (DEC) read and written, responses (RES) written and read."""
