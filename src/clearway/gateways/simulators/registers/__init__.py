"""The registers of other agencies, as one simulated process: people, businesses and parcels of an invented land."""
