"""The privacy officer's side of the hub: what citizens complain of, what needs a second look, and the brake."""
