"""Opens the house: settings, routes, wiring, the command."""
