"""How printed numbers run on: Roman numerals, letters, sequences."""
