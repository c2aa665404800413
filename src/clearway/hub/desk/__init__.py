"""The official's desk: asking what another agency holds, with a preview, and what a manager sees of it."""
