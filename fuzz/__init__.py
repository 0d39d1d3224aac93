"""Odd input by the thousand: what goes in is made of the samples, what must come out is said in `targets`."""
