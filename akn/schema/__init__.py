"""The official schema: found, held to its hash, compiled, and read for what it declares."""
