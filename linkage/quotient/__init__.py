"""Floor 1: One cluster as a graph small enough to look at: accounts and identifiers folded, arrays in, a graph out."""
