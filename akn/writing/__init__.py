"""Resolution to Akoma Ntoso: the tree, its metadata, and the addresses inside it."""
