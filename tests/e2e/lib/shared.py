"""Data that the project reads where it is and does not copy (lists without a
licence of their own)."""
import os

import pytest

from lib import TOP

SHARED = os.environ.get("TVETSTAT_SHARED", os.path.join(TOP, "../shared"))


def needed(folder):
    """The folder's path; skips where it is absent."""
    path = os.path.join(SHARED, "data", folder)
    if not os.path.isdir(path):
        pytest.skip(f"{path} is absent: nothing to compare with",
                    allow_module_level=True)
    return path


def read(*names):
    with open(os.path.join(*names), "rb") as file:
        return file.read()
