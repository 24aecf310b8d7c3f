"""``squatwatch init``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_folder_is_made_ready(run: Run) -> None:
    done = run("init")
    assert (done.code, done.raw) == (0, b"")
    assert {path.name for path in Path().iterdir()} == {
        "squatwatch.duckdb", "squatwatch.toml", "brands.csv", "inbox",
    }  # fmt: skip
    assert "brands import" in done.err
    assert run("brands", "list").code == 0
    assert run("scan").code == 0


def test_another_folder_can_be_named_and_is_made(run: Run) -> None:
    assert run("init", "a/b").code == 0
    assert {path.name for path in Path("a/b").iterdir()} >= {"squatwatch.duckdb", "inbox"}
    assert {path.name for path in Path().iterdir()} == {"a"}


def test_twice_is_harmless(run: Run) -> None:
    run("init")
    Path("brands.csv").write_text("brand_id,name_zh\nhuawei,华为\n", encoding="utf-8")
    Path("squatwatch.toml").write_text('lang = "zh"\n', encoding="utf-8")
    assert run("brands", "import", "brands.csv").code == 0
    before = content(Path())
    assert run("init").code == 0
    after = content(Path())
    del before["squatwatch.duckdb"], after["squatwatch.duckdb"]
    assert after == before
    assert "huawei" in run("brands", "list").out


def test_the_settings_file_names_the_defaults_and_is_valid(run: Run) -> None:
    from squatwatch.config import Settings, resolve

    run("init")
    assert resolve({}, {}, Path()) == Settings()
    lines = Path("squatwatch.toml").read_text(encoding="utf-8").splitlines()
    Path("squatwatch.toml").write_text(
        "\n".join(line.removeprefix("# ") for line in lines[1:]), encoding="utf-8"
    )
    assert resolve({}, {}, Path()) == Settings()


def test_in_a_file_is_one_line(run: Run) -> None:
    Path("notes.txt").write_text("x", encoding="utf-8")
    for asked in ("notes.txt", "notes.txt/below"):
        done = run("init", asked)
        assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
        assert asked in done.err
    assert content(Path()) == {"notes.txt": b"x"}
