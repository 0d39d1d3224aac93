"""Why the official schema says no, in the terms of the standard."""
