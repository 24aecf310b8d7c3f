"""The ways to respond to a filing, by office and stage, chosen by what the owner holds."""

from squatwatch.assess.responses.options import responses_of

__all__ = ["responses_of"]
