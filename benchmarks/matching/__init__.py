"""How fast the matching core is, beside what a user would otherwise take for the same work."""
