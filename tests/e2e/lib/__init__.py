"""What the end-to-end tests stand on: a private cluster, the real daemon,
real curl, and the OpenAPI document that every reply is held against."""
import os

TOP = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))))
BUILD = os.environ.get("TVETSTAT_BUILD", os.path.join(TOP, "build"))
DATA = os.path.join(TOP, "tests/data")
