"""Words as tables write them, found in texts: patterns with slots, phrases, characters that print alike."""
