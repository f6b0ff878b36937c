"""Floor 1: Worlds with known truth: rings, and the innocents that look like them."""
