"""How much of a document is read right: element by element, over the samples, the forms and real documents."""
