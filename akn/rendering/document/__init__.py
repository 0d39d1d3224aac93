"""A document of anybody's Akoma Ntoso in the forms that people read and programs take."""
