"""Floor 1: Files in any understood form become normalised, checked columns; what cannot be read is quarantined."""
