"""How fast the project is, printed as ratios: ``python -m benchmarks``."""
