"""Tables through time."""
