"""Modules of peers hold no doctests, and a peer need not be installed."""

collect_ignore_glob = ["*.py"]
