"""Seconds and memory of this engine and of what people would use instead: ``make bench``."""
