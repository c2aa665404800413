"""The holder's side of the hub: who may ask for what it holds, who did, and how its own system answers."""
