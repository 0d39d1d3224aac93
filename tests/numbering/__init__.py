"""How numbers run on."""
