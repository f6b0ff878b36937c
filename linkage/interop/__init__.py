"""The entity graph in other people's tools: networkx for notebooks, py2neo where it is still in use."""

from linkage.interop.cluster_graph import cluster_graph
from linkage.interop.neighbourhood_graph import neighbourhood_graph
from linkage.interop.py2neo_graph import py2neo_graph

__all__ = ["cluster_graph", "neighbourhood_graph", "py2neo_graph"]
