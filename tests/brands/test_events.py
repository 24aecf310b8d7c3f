"""The events file."""

from datetime import date

import pytest

from squatwatch.brands import read_events
from squatwatch.errors import MistakesError
from squatwatch.model import Event
from tests.conftest import WriteFile

HEADER = "brand_id,date,kind,note\n"


def test_every_column(write_file: WriteFile) -> None:
    path = write_file("events.csv", HEADER + "luckin,2019-05-17,listing,Nasdaq\n")
    assert read_events(path, known_brands={"luckin"}).events == (
        Event("luckin", date(2019, 5, 17), "listing", "Nasdaq"),
    )


def test_a_file_with_its_header_only_holds_no_events(write_file: WriteFile) -> None:
    assert read_events(write_file("events.csv", HEADER)).events == ()


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("other,2019-05-17,fair", "brand_id: 'other' is not in the watch list"),
        (",2019-05-17,fair", "brand_id: needed, but empty"),
        ("luckin,,fair", "date: needed, but empty"),
        ("luckin,2019-05-17,", "kind: needed, but empty"),
        ("luckin,2019,fair", "date: '2019' is no ISO date (2024-05-31)"),
        ("luckin,2019-05-32,fair", "date: '2019-05-32' is no day of the calendar"),
    ],
)
def test_a_mistake_is_told_in_one_line(write_file: WriteFile, row: str, message: str) -> None:
    with pytest.raises(MistakesError) as caught:
        read_events(write_file("events.csv", HEADER + row), known_brands=["luckin"])
    assert str(caught.value) == f"events.csv: row 2, {message}; correct the file and try again"


def test_an_empty_watch_list_knows_no_brand(write_file: WriteFile) -> None:
    with pytest.raises(MistakesError):
        read_events(write_file("events.csv", HEADER + "a,2019-05-17,fair\n"), known_brands=())
