"""The same settings in demo mode: secrets known to everybody, this machine only."""

import os

os.environ.setdefault("FEIDI_DEMO", "1")

from feidi.workbench.project.settings import *  # noqa: F403
