"""Which weights a command uses: those that come with squatwatch, or a file's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from squatwatch.assess.weights import Weights, default_weights, read_weights
from squatwatch.config import Settings

WeightsOption = Annotated[
    str | None, typer.Option("--weights", help="A file of fitted weights 权重文件 [packaged].")
]


def weights_of(settings: Settings) -> Weights:
    """The weights of the settings; raises ``DataError`` for a file that has none."""
    return read_weights(Path(settings.weights)) if settings.weights else default_weights()
