"""Hub 2 of the house: all that is known of an Akoma Ntoso tree, anybody's as well as ours, and known nowhere else."""
