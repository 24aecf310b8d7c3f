"""The evidence, family by family: what it is told of, and what it must not be told of."""
