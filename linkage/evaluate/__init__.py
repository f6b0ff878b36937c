"""Floor 1: How well clusters match a known truth."""
