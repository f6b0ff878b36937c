"""Clusters and neighbourhoods for notebooks: networkx graphs, a py2neo Graph."""
