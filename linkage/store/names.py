"""The names that the library's own writing queries give: labels, types of relationships, properties."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_LABEL = re.compile(r":([A-Z][a-z]\w*)")
_TYPE = re.compile(r":([A-Z][A-Z_]+)\b")
_PROPERTY = re.compile(r"\.([a-z_]+)\s*=|([a-z_]+):\s")


@dataclass(frozen=True, slots=True)
class Names:
    """Names, each once and in order."""

    labels: list[str]
    types: list[str]
    properties: list[str]


def names_in(texts: Iterable[str]) -> Names:
    """Return the names in the texts of queries; a few that only look like one are no harm.

    >>> names_in(["MATCH (a:Account) MERGE (a)-[u:USED {count: 1}]->(d:Device) SET u.first_seen = 0"])
    Names(labels=['Account', 'Device'], types=['USED'], properties=['count', 'first_seen'])
    """
    whole = "\n".join(texts)
    properties = {one or other for one, other in _PROPERTY.findall(whole)}
    return Names(sorted(set(_LABEL.findall(whole))), sorted(set(_TYPE.findall(whole))), sorted(properties))
