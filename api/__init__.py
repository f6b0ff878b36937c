"""Floor 4: the engine over HTTP. ``create_app`` makes the application, ``serve`` runs it until it is told to stop."""

from __future__ import annotations

from linkage.api.application import create_app
from linkage.api.server import serve

__all__ = ["create_app", "serve"]
