"""The pages of who keeps or carries cargo: what is announced, what is here, what may leave."""
