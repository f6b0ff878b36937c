"""Find the accounts that are one actor, say why, and spare the innocent."""

__version__ = "0.1.0"

__all__ = ["__version__"]
