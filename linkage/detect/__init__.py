"""Floor 1: Kernels: arrays in, a Partition out. No store, no clock, no global random."""
