"""Floor 1: Observations become a weighted account-identifier graph."""
