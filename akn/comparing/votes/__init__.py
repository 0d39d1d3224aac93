"""Lists of votes, laid onto the parts of the text that was voted."""
