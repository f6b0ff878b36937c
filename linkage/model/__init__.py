"""Floor 0: what the house talks about. Frozen dataclasses and declared kinds; no I/O."""
