"""Tools of the workshop: set-up of assets and browser, messages, generated catalogues."""
