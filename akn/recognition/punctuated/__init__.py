"""Acts that punctuation, numbers and position tell: a comma ends a recital, a number begins a paragraph."""
