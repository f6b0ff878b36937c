"""Floor 3: the use cases, one file each, readable as a page."""
