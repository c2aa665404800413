"""What the makers of the house run: message catalogues, generated pages, assets."""
