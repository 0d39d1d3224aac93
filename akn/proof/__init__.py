"""The proofs of a conversion. They share no code with the stages they judge."""
