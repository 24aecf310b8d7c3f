"""Systems that read a name character by character: its pieces, and the best of their spellings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import regex

from squatwatch.forms.alternates import is_ambiguous
from squatwatch.forms.name import Name

ALTERNATE = 0.6
"""What each step down a list of alternates leaves of a weight; a proposal, not fitted."""

LEAST_SHARE = 0.2
"""Combinations that leave less of the weight are left out."""

_PIECE = regex.compile(
    r"(?P<character>\p{Script=Han})"
    r"|(?P<foreign>[\p{Script=Latin}\p{Nd}]\p{M}*"
    r"(?:[.&'’+\-]?[\p{Script=Latin}\p{Nd}]\p{M}*)*)"
    r"|(?P<other>\p{L})"
)

Options = tuple[tuple[str, float], ...]
"""The spellings of a piece and the share of the weight that each leaves; best first."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One character of a name, or a run of Latin letters and digits that stands in it.

    ``given`` is what the name has, ``traditional`` what readings start from, ``begins`` whether
    no character stands right before it.
    """

    given: str
    traditional: str
    begins: bool
    is_character: bool

    @property
    def characters(self) -> tuple[str, ...]:
        """The characters that may be meant: the traditional one, then the given one if it may."""
        if self.given != self.traditional and is_ambiguous(self.given):
            return self.traditional, self.given
        return (self.traditional,)


def pieces_of(name: Name) -> tuple[Piece, ...]:
    """The pieces of a name, punctuation left out.

    None at all when the name has no character, or letters of a script other than Latin.

    >>> [piece.traditional for piece in pieces_of(Name("58同城")) + pieces_of(Name("Z.AI智谱！"))]
    ['58', '同', '城', 'Z.AI', '智', '譜']
    """
    return _pieces(name.text, name.traditional)


@lru_cache(maxsize=4_096)
def _pieces(given: str, traditional: str) -> tuple[Piece, ...]:
    if len(given) != len(traditional):
        traditional = given
    found: list[Piece] = []
    for match in _PIECE.finditer(given):
        if match["other"]:
            return ()
        is_character = match["character"] is not None
        begins = not (found and found[-1].is_character)
        written = traditional[match.start()] if is_character else _plain(match[0])
        found.append(Piece(match[0], written, begins, is_character))
    return tuple(found) if any(piece.is_character for piece in found) else ()


def _plain(foreign: str) -> str:
    return unicodedata.normalize("NFKC", foreign).upper()


def ranked(spellings: Sequence[str]) -> Options:
    """Spellings with their shares: the first whole, each further one less; each once.

    >>> ranked(["TUNG", "TONG", "TUNG"])
    (('TUNG', 1.0), ('TONG', 0.6))
    """
    return tuple(
        (spelling, ALTERNATE**place) for place, spelling in enumerate(dict.fromkeys(spellings))
    )


def spellings_of(
    name: Name, options_of: Callable[[Piece], Options], most: int
) -> list[tuple[tuple[str, ...], float]]:
    """The best spellings of a name, piece by piece, and their shares; best first.

    None when a character has no option. Runs of Latin letters and digits stay as they are.
    """
    pieces = pieces_of(name)
    options = [_options_of(piece, options_of) for piece in pieces]
    if not pieces or not all(options):
        return []
    return combined([piece.given for piece in pieces], options, most)


def _options_of(piece: Piece, options_of: Callable[[Piece], Options]) -> Options:
    if not piece.is_character:
        return ((piece.traditional, 1.0),)
    # OpenCC's traditional form may be a rare variant (羣) that tables of readings leave out.
    return options_of(piece) or options_of(replace(piece, traditional=piece.given))


def combined(
    pieces: Sequence[str], options: Sequence[Options], most: int
) -> list[tuple[tuple[str, ...], float]]:
    """The best combinations of one option a piece; equal pieces take the same option.

    >>> combined("ab", [ranked("xy"), ranked("z")], most=8)
    [(('x', 'z'), 1.0), (('y', 'z'), 0.6)]
    >>> combined("aa", [ranked("xy"), ranked("xy")], most=8)
    [(('x', 'x'), 1.0), (('y', 'y'), 0.6)]
    """
    best: list[tuple[tuple[str, ...], float]] = [((), 1.0)]
    for place, (piece, choices) in enumerate(zip(pieces, options, strict=True)):
        earlier = pieces.index(piece)
        if earlier < place and options[earlier] == choices:
            best = [((*spelled, spelled[earlier]), share) for spelled, share in best]
            continue
        longer = [
            ((*spelled, choice), share * own) for spelled, share in best for choice, own in choices
        ]
        kept = [item for item in longer if item[1] >= LEAST_SHARE]
        best = sorted(kept, key=lambda item: -item[1])[:most]
    return best
