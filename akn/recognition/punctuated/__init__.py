"""Acts whose parts are told by punctuation, numbers and position: a comma ends a recital, a number begins a paragraph."""
