"""Print the OpenAPI document: ``python -m linkage.api > docs/reference/openapi.json``."""

from __future__ import annotations

import sys

from linkage.api.application import assemble
from linkage.api.documentation import render

sys.stdout.write(render(assemble()))
