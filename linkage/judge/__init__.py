"""Floor 1: A community is a hypothesis; a judge turns it into a cluster with a score, a verdict and reasons."""
