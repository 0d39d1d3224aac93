"""Words as tables write them, found in texts: phrases and patterns with slots."""
