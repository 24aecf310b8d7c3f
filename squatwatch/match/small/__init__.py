"""The small scan: the match relation by filters over stored lengths and letter masks.

It needs no index and compiles nothing, so a few forms are matched before an index would be built.
"""

from squatwatch.match.small.channels import match_few

__all__ = ["match_few"]
