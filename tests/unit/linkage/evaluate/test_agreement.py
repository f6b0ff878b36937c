"""B-cubed, the adjusted Rand index and overlaps agree with their definitions, written out pair by pair."""

from __future__ import annotations

import doctest
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkage.evaluate import agreement
from linkage.evaluate.agreement import adjusted_rand, bcubed
from linkage.evaluate.overlap import overlap

LABELS = st.integers(-1, 3)
PAIRS = st.lists(st.tuples(LABELS, LABELS), max_size=12)


def same(labels: list[int], i: int, j: int) -> bool:
    """Whether two accounts are together; an account without a label is together with itself only."""
    return i == j or (labels[i] == labels[j] >= 0)


def bcubed_by_definition(unit: list[int], cluster: list[int]) -> tuple[float, float] | None:
    """Average over accounts of the share of its cluster that is of its unit, and the other way round."""
    counted = [i for i in range(len(unit)) if unit[i] >= 0 or cluster[i] >= 0]
    if not counted:
        return None
    precision, recall = 0.0, 0.0
    for i in counted:
        mates = [j for j in counted if same(cluster, i, j)]
        kin = [j for j in counted if same(unit, i, j)]
        both = len(set(mates) & set(kin))
        precision += both / len(mates) / len(counted)
        recall += both / len(kin) / len(counted)
    return precision, recall


def adjusted_rand_by_definition(one: list[int], other: list[int]) -> float:
    """Agreements on pairs against those expected for the same sizes, counted pair by pair."""
    pairs = list(combinations(range(len(one)), 2))
    a = sum(one[i] == one[j] and other[i] == other[j] for i, j in pairs)
    b = sum(one[i] == one[j] for i, j in pairs)
    c = sum(other[i] == other[j] for i, j in pairs)
    expected = b * c / len(pairs) if pairs else 0.0
    return 1.0 if (b + c) / 2 == expected else (a - expected) / ((b + c) / 2 - expected)


@given(PAIRS)
def test_bcubed_is_its_definition(pairs: list[tuple[int, int]]) -> None:
    """Precision and recall equal the sums over accounts, with lone accounts standing for themselves."""
    unit, cluster = [u for u, _ in pairs], [c for _, c in pairs]
    found = bcubed(np.array(unit, dtype=np.int64), np.array(cluster, dtype=np.int64))
    expected = bcubed_by_definition(unit, cluster)
    assert (found is None) == (expected is None)
    if found and expected:
        assert found == pytest.approx(expected)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=12))
def test_adjusted_rand_is_its_definition(pairs: list[tuple[int, int]]) -> None:
    """The index from sizes equals the index from pairs."""
    one, other = [a for a, _ in pairs], [b for _, b in pairs]
    found = adjusted_rand(np.array(one, dtype=np.int64), np.array(other, dtype=np.int64))
    assert found == pytest.approx(adjusted_rand_by_definition(one, other))


@given(st.lists(st.integers(0, 5), min_size=2, max_size=30), st.permutations(range(6)))
def test_adjusted_rand_of_a_relabelled_partition_is_one(labels: list[int], names: list[int]) -> None:
    """Names of the parts do not matter."""
    renamed = [names[label] for label in labels]
    assert adjusted_rand(np.array(labels), np.array(renamed)) == pytest.approx(1.0)


def test_adjusted_rand_of_unrelated_partitions_is_about_zero() -> None:
    """Two random partitions of many accounts do not agree beyond chance."""
    rng = np.random.default_rng(1)
    assert abs(adjusted_rand(rng.integers(0, 5, 20_000), rng.integers(0, 7, 20_000))) < 0.005


@given(PAIRS)
def test_overlap_counts_common_accounts(pairs: list[tuple[int, int]]) -> None:
    """Every pair with common accounts is there once with their number; sizes count everyone, -1 nobody."""
    unit, cluster = [u for u, _ in pairs], [c for _, c in pairs]
    found = overlap(np.array(unit, dtype=np.int64), np.array(cluster, dtype=np.int64))
    counted = {(u, c): pairs.count((u, c)) for u, c in pairs if u >= 0 and c >= 0}
    assert dict(zip(zip(found.unit, found.cluster, strict=True), found.common, strict=True)) == counted
    assert [unit.count(u) for u in range(len(found.unit_size))] == found.unit_size.tolist()
    assert [cluster.count(c) for c in range(len(found.cluster_size))] == found.cluster_size.tolist()
    for u, c, f in zip(found.unit, found.cluster, found.f(), strict=True):
        precision, recall = counted[u, c] / cluster.count(c), counted[u, c] / unit.count(u)
        assert f == pytest.approx(2 * precision * recall / (precision + recall))


def test_the_examples_in_the_docstrings_hold() -> None:
    """What the docstrings show is what the functions answer."""
    results = doctest.testmod(agreement)
    assert results.attempted > 1 and results.failed == 0
