"""The citizen's side of the hub: who looked, what is allowed to whom, and what to say against it."""
