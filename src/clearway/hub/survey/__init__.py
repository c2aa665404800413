"""The survey: what citizens think of a service that looked things up for them; results name nobody."""
