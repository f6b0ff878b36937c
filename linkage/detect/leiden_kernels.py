"""The compiled kernels of ``leiden``, all in one file: numba's cache does not notice a change in another.

Three things make it fast. Accounts choose first, while every identifier stands for a community; a node is looked at
again only once its neighbours' moves add up to more than it preferred its community by; above the first level only what
was just merged, and what that wakes, is looked at.

One thread, and weights added up in the order of a row: the same bytes whatever the number of threads.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

_FEW = 8
"""A node of at most so many edges adds them up in a short list."""
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
def leiden_each(level, starts, members, price, seed, max_levels, max_rounds, tolerance):  # type: ignore[no-untyped-def]
    """Label the nodes, one connected component after the other; a label is a node of the community."""
    local = np.empty(len(members), np.int32)
    labels = np.arange(len(members)).astype(np.int32)
    for c in range(len(starts) - 1):
        nodes = members[starts[c] : starts[c + 1]]
        if len(nodes) > 1:
            part = _extracted(level, nodes, local)
            state = np.full(1, seed)
            found = _leiden_one(part, price, state, max_levels, max_rounds, tolerance)
            for i in range(len(nodes)):
                labels[nodes[i]] = nodes[found[i]]
    return labels


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
    place, current = np.arange(n).astype(np.int32), labels.copy()
    order, waiting, slack = place.copy(), np.ones(n, np.bool_), np.zeros(n)
    moved = False
    for _ in range(max_levels):
        if _move_nodes(level, current, price, order, waiting, slack, tolerance):
            moved = True
        refined = _refine(level, current, price, _shuffled(len(current), state))
        count = _renumber(refined)
        if count == len(refined):
            break
        level = _aggregate(level, refined, count)
        current = _carried_up(current, refined, count)
        waiting, slack = _merged(refined, count, slack)
        order = _shuffled(count, state)
        for i in range(n):
            place[i] = refined[place[i]]
    for i in range(n):
        labels[i] = current[place[i]]
    _renumber(labels)
    return moved


@njit(cache=True, nogil=True)
def _move_nodes(level, labels, price, order, waiting, slack, tolerance):  # type: ignore[no-untyped-def]
    """Move the waiting nodes to their best communities, then whom that wakes; tell whether any moved.

    ``slack`` is by how much a node preferred its community to any other when last looked at, less what has changed
    since in its neighbours' communities.
    """
    n = len(labels)
    mass, members = _masses(level, labels)
    free, n_free = _free_labels(members)
    at, touched, link = np.zeros(n, np.int32), np.empty(n, np.int32), np.empty(n)
    queue, head, length, moved = np.empty(n, np.int32), 0, 0, False
    for node in order:
        if waiting[node]:
            queue[length] = node
            length += 1
    while length > 0:
        node = queue[head]
        head, length = (head + 1) % n, length - 1
        waiting[node] = False
        old, size = labels[node], level.sizes[node]
        n_touched = _weigh(level, labels, node, at, touched, link)
        best, slack[node] = _best_label(old, size, price, mass, touched[:n_touched], link, tolerance)
        if best == -1 and members[old] > 1:
            n_free -= 1
            best = free[n_free]
        if best >= 0 and best != old:
            labels[node], moved = best, True
            mass[old] -= size
            mass[best] += size
            members[old] -= 1
            members[best] += 1
            if members[old] == 0:
                mass[old] = 0.0
                free[n_free] = old
                n_free += 1
            length = _wake(level, labels, node, old, slack, queue, waiting, head, length)
    return moved


@njit(cache=True, nogil=True)
def _best_label(own, size, price, mass, touched, link, tolerance):  # type: ignore[no-untyped-def]
    """Return the label with most to gain, -1 for a new community, and by how much it is better than any other.

    The present label wins a tie, then the smallest: that all prefer the same keeps a group from falling into parts.
    """
    stay = -price * size * (mass[own] - size)
    best, best_gain, second, strength = -1, 0.0, 0.0, 0.0
    for i in range(len(touched)):
        label = touched[i]
        strength += link[i]
        if label == own:
            stay += link[i]
            continue
        gain = link[i] - price * size * mass[label]
        if gain > best_gain or (gain == best_gain and best >= 0 and label < best):
            best, best_gain, second = label, gain, best_gain
        elif gain > second:
            second = gain
    if best_gain > stay + tolerance * strength:
        return best, best_gain - max(second, stay)
    return own, stay - best_gain


@njit(cache=True, nogil=True)
def _wake(level, labels, node, old, slack, queue, waiting, head, length):  # type: ignore[no-untyped-def]
    """Queue the neighbours that may want to move since this node left ``old``; return the queue's new length."""
    new, n = labels[node], len(queue)
    for e in range(level.indptr[node], level.indptr[node + 1]):
        other = level.indices[e]
        if labels[other] != new and not waiting[other]:
            slack[other] -= 2 * level.weights[e] if labels[other] == old else level.weights[e]
            if slack[other] <= 0:
                waiting[other] = True
                queue[(head + length) % n] = other
                length += 1
    return length


@njit(cache=True, nogil=True)
def _refine(level, labels, price, order):  # type: ignore[no-untyped-def]
    """Return well-connected parts of each community: single nodes merged greedily, in the order given."""
    n = len(labels)
    refined = np.arange(n).astype(np.int32)
    mass, members = _masses(level, labels)
    part_mass, cut = level.sizes.copy(), _cuts(level, labels, members)
    alone = np.ones(n, np.bool_)
    at, touched, link = np.zeros(n, np.int32), np.empty(n, np.int32), np.empty(n)
    for node in order:
        own = labels[node]
        if members[own] == 1 or not alone[node]:
            continue
        whole, size = mass[own], level.sizes[node]
        if cut[node] < price * size * (whole - size):
            continue
        best, best_gain, best_link = node, 0.0, 0.0
        for i in range(_weigh_inside(level, labels, refined, node, at, touched, link)):
            part = touched[i]
            gain = link[i] - price * size * part_mass[part]
            better = gain > best_gain or (gain == best_gain and gain > 0 and part < best)
            if better and cut[part] >= price * part_mass[part] * (whole - part_mass[part]):
                best, best_gain, best_link = part, gain, link[i]
        if best != node:
            refined[node] = best
            alone[best] = False
            part_mass[best] += size
            cut[best] += cut[node] - 2 * best_link
    return refined


@njit(cache=True, nogil=True)
def _cuts(level, labels, members):  # type: ignore[no-untyped-def]
    """Return, for each node, the weight of its edges inside its community."""
    cut = np.zeros(len(labels))
    for node in range(len(labels)):
        if members[labels[node]] > 1:
            for e in range(level.indptr[node], level.indptr[node + 1]):
                if labels[level.indices[e]] == labels[node]:
                    cut[node] += level.weights[e]
    return cut


@njit(cache=True, nogil=True)
def _weigh(level, labels, node, at, touched, link):  # type: ignore[no-untyped-def]
    """Add up the node's edges by label, in the order of its row; return how many labels were touched."""
    count, few = 0, level.indptr[node + 1] - level.indptr[node] <= _FEW
    for e in range(level.indptr[node], level.indptr[node + 1]):
        count = _add(labels[level.indices[e]], level.weights[e], count, few, at, touched, link)
    _cleared(at, touched, count, few)
    return count


@njit(cache=True, nogil=True)
def _weigh_inside(level, labels, refined, node, at, touched, link):  # type: ignore[no-untyped-def]
    """Add up the node's edges inside its community by refined part; return how many parts were touched."""
    count, few = 0, level.indptr[node + 1] - level.indptr[node] <= _FEW
    for e in range(level.indptr[node], level.indptr[node + 1]):
        other = level.indices[e]
        if labels[other] == labels[node]:
            count = _add(refined[other], level.weights[e], count, few, at, touched, link)
    _cleared(at, touched, count, few)
    return count


@njit(cache=True, nogil=True)
def _add(label, weight, count, few, at, touched, link):  # type: ignore[no-untyped-def]
    """Add a weight to its label's sum; few sums are searched, for many ``at`` says where (from 1); return the count."""
    place = 0
    if few:
        while place < count and touched[place] != label:
            place += 1
    else:
        place = at[label] - 1 if at[label] > 0 else count
    if place < count:
        link[place] += weight
        return count
    touched[count], link[count] = label, weight
    if not few:
        at[label] = count + 1
    return count + 1


@njit(cache=True, nogil=True)
def _cleared(at, touched, count, few):  # type: ignore[no-untyped-def]
    """Forget where sums are."""
    if not few:
        for i in range(count):
            at[touched[i]] = 0


@njit(cache=True, nogil=True)
def _aggregate(level, refined, count):  # type: ignore[no-untyped-def]
    """Return the graph whose nodes are the refined parts."""
    starts, members = _grouped(refined, count)
    indptr, sizes = np.zeros(count + 1, np.int64), np.zeros(count)
    indices, weights = np.empty(len(level.indices), np.int32), np.empty(len(level.weights))
    at, end = np.zeros(count, np.int64), 0  # where in ``indices`` a neighbour last was, from 1
    for part in range(count):
        begin = end
        for node in members[starts[part] : starts[part + 1]]:
            sizes[part] += level.sizes[node]
            for e in range(level.indptr[node], level.indptr[node + 1]):
                other = refined[level.indices[e]]
                if at[other] > begin:
                    weights[at[other] - 1] += level.weights[e]
                elif other != part:
                    indices[end], weights[end] = other, level.weights[e]
                    end += 1
                    at[other] = end
        indptr[part + 1] = end
    return Level(indptr, indices[:end], weights[:end], sizes)


@njit(cache=True, nogil=True)
def _merged(refined, count, slack):  # type: ignore[no-untyped-def]
    """Return, for each refined part, whether it is of two or more nodes, and the slack of one of them."""
    members, above = np.zeros(count, np.int32), np.empty(count)
    for node in range(len(refined)):
        members[refined[node]] += 1
        above[refined[node]] = slack[node]
    return members > 1, above


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
def _grouped(group, count):  # type: ignore[no-untyped-def]
    """Return where each group begins, and the nodes ordered by (group, node)."""
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
    """Return 0 .. n - 1 in a random order; ``state`` moves on."""
    order = np.arange(n).astype(np.int32)
    for i in range(n - 1, 0, -1):
        j = np.int64(_next(state) % np.uint64(i + 1))
        order[i], order[j] = order[j], order[i]
    return order


@njit(cache=True, nogil=True)
def _next(state):  # type: ignore[no-untyped-def]
    """Return the next number of splitmix64."""
    state[0] += _STEP
    x = state[0]
    x = (x ^ (x >> np.uint64(30))) * _MIX_1
    x = (x ^ (x >> np.uint64(27))) * _MIX_2
    return x ^ (x >> np.uint64(31))
