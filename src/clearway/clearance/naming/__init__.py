"""What goods are called: by the tariff in full, and by people who look a code up."""
