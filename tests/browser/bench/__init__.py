"""What the browser tests stand on: Chromium, what it asked for over the
network, and axe-core."""
import os
import sys

TESTS = os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(TESTS, "e2e"))

from lib import BUILD, TOP  # noqa: E402,F401

SHOTS = os.path.join(BUILD, "log/screenshots")
