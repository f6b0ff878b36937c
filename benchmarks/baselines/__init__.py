"""What practice does today, one method a file: each takes the same arrays as our engine and says whom it flags."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from benchmarks.baselines.components import capped_components
from benchmarks.baselines.leiden import library_leiden, library_leiden_with_two_kinds
from benchmarks.baselines.notebook import notebook_rule
from benchmarks.baselines.synchrony import in_step
from linkage.evaluate.case import Said
from linkage.model.entity_graph import EntityGraph

Baseline = Callable[[EntityGraph], Said]

BASELINES: Mapping[str, Baseline] = {
    "capped components": capped_components,
    "P2P notebook's rule": notebook_rule,
    "library Leiden": library_leiden,
    "library Leiden, two kinds": library_leiden_with_two_kinds,
    "synchrony only": in_step,
}
