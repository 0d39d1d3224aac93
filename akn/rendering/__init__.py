"""Results in the forms that people and programs take: one registry of forms."""
