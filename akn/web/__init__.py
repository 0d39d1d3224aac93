"""The page and the API: the verbs of the command line over HTTP, on one's own machine."""

from __future__ import annotations

from akn.web.application import application as application  # the door of this room
from akn.web.limits import Limits as Limits  # and what it takes
