"""The command line: thin commands over the engine, one file per group of them."""

from linkage.cli.app import main

__all__ = ["main"]
