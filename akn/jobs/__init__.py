"""Many files: one walker finds them, one pool of processes shares them out, and each has one outcome."""
