"""The Leiden algorithm's loops, compiled; ``linkage.detect.leiden`` says what they are for.

All of them are in this file, because numba's cache does not notice a change in another one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

BLOCK = 4096
"""Nodes that are visited one after the other: their neighbours and labels fit into a core's cache."""

BUSY = 64
"""A node of more edges than this is looked at when no other waits: each look at it costs as much as many others."""

_STEP = np.uint64(0x9E3779B97F4A7C15)
_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)


class Level(NamedTuple):
    """The graph at one level of aggregation: rows of neighbours (no self-loops) and a size for each node."""

    indptr: NDArray[np.int64]
    indices: NDArray[np.int32]
    weights: NDArray[np.float64]
    sizes: NDArray[np.float64]


@njit(cache=True, nogil=True)
def leiden_each(  # type: ignore[no-untyped-def]
    level, starts, order, run, labels, price, seed, max_levels, max_rounds, tolerance
):
    """Label the nodes of a run of connected components, one after the other; a label is a node of the community."""
    local = np.empty(len(labels), np.int32)
    for c in range(run[0], run[1]):
        nodes = order[starts[c] : starts[c + 1]]
        if len(nodes) > 1:
            part = _extracted(level, nodes, local)
            state = np.full(1, seed)
            found = _leiden_one(part, price, state, max_levels, max_rounds, tolerance)
            for i in range(len(nodes)):
                labels[nodes[i]] = nodes[found[i]]


@njit(cache=True, nogil=True)
def _leiden_one(level, price, state, max_levels, max_rounds, tolerance):  # type: ignore[no-untyped-def]
    """Label the nodes of one connected graph by rounds of Leiden until a round moves nothing."""
    labels = np.arange(len(level.sizes)).astype(np.int32)
    for _ in range(max_rounds):
        if not _round(level, labels, price, state, max_levels, tolerance):
            break
    return labels


@njit(cache=True, nogil=True)
def _round(level, labels, price, state, max_levels, tolerance):  # type: ignore[no-untyped-def]
    """Improve ``labels`` in place through all levels; tell whether anything moved."""
    n = len(labels)
    place = np.arange(n).astype(np.int32)
    current = labels.copy()
    moved = False
    for _ in range(max_levels):
        if _move_nodes(level, current, price, state, tolerance):
            moved = True
        refined = _refine(level, current, price, state)
        count = _renumber(refined)
        if count > 0.99 * len(refined):  # another level would cost much and change next to nothing
            break
        level = _aggregate(level, refined, count)
        current = _carried_up(current, refined, count)
        for i in range(n):
            place[i] = refined[place[i]]
    for i in range(n):
        labels[i] = current[place[i]]
    _renumber(labels)
    return moved


@njit(cache=True, nogil=True)
def _move_nodes(level, labels, price, state, tolerance):  # type: ignore[no-untyped-def]
    """Move nodes to their best community until none wants to move; tell whether any did."""
    n = len(labels)
    mass, members = _masses(level, labels)
    free, n_free = _free_labels(members)
    link, touched = np.zeros(n), np.empty(n, np.int32)
    queue, busy, waiting, moved = _queue(n), _queue(n), np.ones(n, np.bool_), False
    for node in _shuffled(n, state):
        _put(busy if _is_busy(level, node) else queue, node)
    while queue.length[0] + busy.length[0] > 0:
        node = _taken(queue if queue.length[0] > 0 else busy)
        waiting[node] = False
        n_touched = _weigh(level, labels, node, link, touched)
        best = _best_label(level, labels, node, mass, link, touched[:n_touched], price, tolerance)
        old = labels[node]
        if best == -1 and members[old] > 1:
            n_free -= 1
            best = free[n_free]
        if best >= 0 and best != old:
            labels[node], moved = best, True
            mass[old] -= level.sizes[node]
            mass[best] += level.sizes[node]
            members[old] -= 1
            members[best] += 1
            if members[old] == 0:
                mass[old] = 0.0
                free[n_free] = old
                n_free += 1
            _wake(level, labels, node, queue, busy, waiting)
    return moved


@njit(cache=True, nogil=True)
def _best_label(level, labels, node, mass, link, touched, price, tolerance):  # type: ignore[no-untyped-def]
    """Return the label with most to gain, -1 for a new community, and clear ``link``.

    The present label wins a tie, then the smallest.
    """
    own, size = labels[node], level.sizes[node]
    stay = link[own] - price * size * (mass[own] - size)
    best, best_gain, strength = -1, 0.0, 0.0
    for label in touched:
        strength += link[label]
        if label != own:
            gain = link[label] - price * size * mass[label]
            if gain > best_gain or (gain == best_gain and (best == -1 or label < best)):
                best, best_gain = label, gain
        link[label] = 0.0
    return best if best_gain > stay + tolerance * strength else own


@njit(cache=True, nogil=True)
def _wake(level, labels, node, queue, busy, waiting):  # type: ignore[no-untyped-def]
    """Queue the neighbours that the node left behind."""
    for e in range(level.indptr[node], level.indptr[node + 1]):
        other = level.indices[e]
        if not waiting[other] and labels[other] != labels[node]:
            waiting[other] = True
            _put(busy if _is_busy(level, other) else queue, other)


@njit(cache=True, nogil=True)
def _is_busy(level, node):  # type: ignore[no-untyped-def]
    """Tell whether a look at the node costs much."""
    return level.indptr[node + 1] - level.indptr[node] > BUSY


class Queue(NamedTuple):
    """Nodes in a ring, each at most once; where the first is and how many there are, one number each."""

    nodes: NDArray[np.int32]
    head: NDArray[np.int64]
    length: NDArray[np.int64]


@njit(cache=True, nogil=True)
def _queue(n):  # type: ignore[no-untyped-def]
    """Return an empty queue for so many nodes."""
    return Queue(np.empty(n, np.int32), np.zeros(1, np.int64), np.zeros(1, np.int64))


@njit(cache=True, nogil=True)
def _put(queue, node):  # type: ignore[no-untyped-def]
    """Put a node at the end."""
    end = queue.head[0] + queue.length[0]
    queue.nodes[end if end < len(queue.nodes) else end - len(queue.nodes)] = node
    queue.length[0] += 1


@njit(cache=True, nogil=True)
def _taken(queue):  # type: ignore[no-untyped-def]
    """Take the first node."""
    node = queue.nodes[queue.head[0]]
    queue.head[0] = queue.head[0] + 1 if queue.head[0] + 1 < len(queue.nodes) else 0
    queue.length[0] -= 1
    return node


@njit(cache=True, nogil=True)
def _refine(level, labels, price, state):  # type: ignore[no-untyped-def]
    """Return well-connected parts of each community: single nodes merged greedily, in a random order."""
    n = len(labels)
    refined = np.arange(n).astype(np.int32)
    mass, _ = _masses(level, labels)
    part_mass, cut = level.sizes.copy(), _cuts(level, labels)
    alone = np.ones(n, np.bool_)
    link, touched = np.zeros(n), np.empty(n, np.int32)
    for node in _shuffled(n, state):
        whole, size = mass[labels[node]], level.sizes[node]
        if not alone[node] or cut[node] < price * size * (whole - size):
            continue
        n_touched = _weigh_inside(level, labels, refined, node, link, touched)
        best, best_gain, best_link = node, 0.0, 0.0
        for part in touched[:n_touched]:
            gain = link[part] - price * size * part_mass[part]
            well = cut[part] >= price * part_mass[part] * (whole - part_mass[part])
            if well and (gain > best_gain or (gain == best_gain and gain > 0 and part < best)):
                best, best_gain, best_link = part, gain, link[part]
            link[part] = 0.0
        if best != node:
            refined[node] = best
            alone[best] = False
            part_mass[best] += size
            cut[best] += cut[node] - 2 * best_link
    return refined


@njit(cache=True, nogil=True)
def _cuts(level, labels):  # type: ignore[no-untyped-def]
    """Return, for each node, the weight of its edges inside its community."""
    cut = np.zeros(len(labels))
    for node in range(len(labels)):
        for e in range(level.indptr[node], level.indptr[node + 1]):
            if labels[level.indices[e]] == labels[node]:
                cut[node] += level.weights[e]
    return cut


@njit(cache=True, nogil=True)
def _weigh(level, labels, node, link, touched):  # type: ignore[no-untyped-def]
    """Add up the node's edges by label into ``link``; return how many labels were touched."""
    n_touched = 0  # this loop's body stands three times here: as a function of its own it made all a third slower
    for e in range(level.indptr[node], level.indptr[node + 1]):
        label = labels[level.indices[e]]
        if link[label] == 0.0:
            touched[n_touched] = label
            n_touched += 1
        link[label] += level.weights[e]
    return n_touched


@njit(cache=True, nogil=True)
def _weigh_inside(level, labels, refined, node, link, touched):  # type: ignore[no-untyped-def]
    """Add up the node's edges inside its community by refined part; return how many parts were touched."""
    n_touched = 0
    for e in range(level.indptr[node], level.indptr[node + 1]):
        other = level.indices[e]
        if labels[other] == labels[node]:
            part = refined[other]
            if link[part] == 0.0:
                touched[n_touched] = part
                n_touched += 1
            link[part] += level.weights[e]
    return n_touched


@njit(cache=True, nogil=True)
def _aggregate(level, refined, count):  # type: ignore[no-untyped-def]
    """Return the graph whose nodes are the refined parts."""
    starts, members = _grouped(refined)
    indptr, sizes = np.zeros(count + 1, np.int64), np.zeros(count)
    indices, weights = np.empty(len(level.indices), np.int32), np.empty(len(level.weights))
    link, touched = np.zeros(count), np.empty(count, np.int32)
    end = 0
    for part in range(count):
        n_touched = 0
        for node in members[starts[part] : starts[part + 1]]:
            sizes[part] += level.sizes[node]
            for e in range(level.indptr[node], level.indptr[node + 1]):
                other = refined[level.indices[e]]
                if other != part:
                    if link[other] == 0.0:
                        touched[n_touched] = other
                        n_touched += 1
                    link[other] += level.weights[e]
        for other in touched[:n_touched]:
            indices[end], weights[end] = other, link[other]
            link[other] = 0.0
            end += 1
        indptr[part + 1] = end
    return Level(indptr, indices[:end].copy(), weights[:end].copy(), sizes)


@njit(cache=True, nogil=True)
def _carried_up(labels, refined, count):  # type: ignore[no-untyped-def]
    """Return the community of each refined part, renumbered."""
    above = np.empty(count, np.int32)
    for node in range(len(labels)):
        above[refined[node]] = labels[node]
    label_of = np.full(len(labels), -1, np.int32)
    found = 0
    for part in range(count):
        if label_of[above[part]] == -1:
            label_of[above[part]] = found
            found += 1
        above[part] = label_of[above[part]]
    return above


@njit(cache=True, nogil=True)
def _renumber(labels):  # type: ignore[no-untyped-def]
    """Renumber labels 0, 1, … in the order of their smallest node, in place; return how many there are."""
    label_of = np.full(len(labels), -1, np.int32)
    found = 0
    for node in range(len(labels)):
        if label_of[labels[node]] == -1:
            label_of[labels[node]] = found
            found += 1
        labels[node] = label_of[labels[node]]
    return found


@njit(cache=True, nogil=True)
def _masses(level, labels):  # type: ignore[no-untyped-def]
    """Return the mass and the number of nodes of each label."""
    mass, members = np.zeros(len(labels)), np.zeros(len(labels), np.int32)
    for node in range(len(labels)):
        mass[labels[node]] += level.sizes[node]
        members[labels[node]] += 1
    return mass, members


@njit(cache=True, nogil=True)
def _free_labels(members):  # type: ignore[no-untyped-def]
    """Return a stack of the labels nobody has, smallest on top, and its height."""
    free, height = np.empty(len(members), np.int32), 0
    for label in range(len(members) - 1, -1, -1):
        if members[label] == 0:
            free[height] = label
            height += 1
    return free, height


@njit(cache=True, nogil=True)
def _grouped(group):  # type: ignore[no-untyped-def]
    """Return where each group begins, and the nodes ordered by (group, node)."""
    count = group.max() + 1 if len(group) else 0
    starts = np.zeros(count + 1, np.int64)
    for g in group:
        starts[g + 1] += 1
    starts = np.cumsum(starts)
    fill, members = starts.copy(), np.empty(len(group), np.int32)
    for node in range(len(group)):
        members[fill[group[node]]] = node
        fill[group[node]] += 1
    return starts, members


@njit(cache=True, nogil=True)
def _extracted(level, nodes, local):  # type: ignore[no-untyped-def]
    """Return the graph of a connected component, its nodes numbered 0, 1, … in their order; ``local`` is scratch."""
    n_edges = 0
    for i in range(len(nodes)):
        local[nodes[i]] = i
        n_edges += level.indptr[nodes[i] + 1] - level.indptr[nodes[i]]
    indptr, sizes = np.zeros(len(nodes) + 1, np.int64), np.empty(len(nodes))
    indices, weights = np.empty(n_edges, np.int32), np.empty(n_edges)
    end = 0
    for i in range(len(nodes)):
        sizes[i] = level.sizes[nodes[i]]
        for e in range(level.indptr[nodes[i]], level.indptr[nodes[i] + 1]):
            indices[end], weights[end] = local[level.indices[e]], level.weights[e]
            end += 1
        indptr[i + 1] = end
    return Level(indptr, indices, weights, sizes)


@njit(cache=True, nogil=True)
def _shuffled(n, state):  # type: ignore[no-untyped-def]
    """Return 0 .. n - 1 in a random order of blocks, each in a random order; ``state`` moves on."""
    blocks = np.arange((n + BLOCK - 1) // BLOCK)
    _shuffle(blocks, 0, len(blocks), state)
    order = np.empty(n, np.int32)
    end = 0
    for block in blocks:
        begin = end
        for node in range(block * BLOCK, min(n, (block + 1) * BLOCK)):
            order[end] = node
            end += 1
        _shuffle(order, begin, end, state)
    return order


@njit(cache=True, nogil=True)
def _shuffle(items, begin, end, state):  # type: ignore[no-untyped-def]
    """Put a part of the items into a random order."""
    for i in range(end - 1, begin, -1):
        j = begin + np.int64(_next(state) % np.uint64(i - begin + 1))
        items[i], items[j] = items[j], items[i]


@njit(cache=True, nogil=True)
def _next(state):  # type: ignore[no-untyped-def]
    """Return the next number of splitmix64."""
    state[0] += _STEP
    x = state[0]
    x = (x ^ (x >> np.uint64(30))) * _MIX_1
    x = (x ^ (x >> np.uint64(27))) * _MIX_2
    return x ^ (x >> np.uint64(31))
