"""A repository as the Oxford Common File Layout has it: versions are versions, readable without akn."""
