"""Settings: which source weighs most, and that nothing unknown or impossible slips in."""

from __future__ import annotations

from pathlib import Path

import pytest

from crosswire.config import Config, settle
from crosswire.errors import ConfigError


def origin(
    name: str, folder: Path, *, file: Path | None = None, flag: int | None = None, **variables: str
) -> str:
    in_force = settle(flags={name: flag}, environment=variables, file=file, folder=folder)
    return f"{getattr(in_force.config, name)} from " + next(o for s, o in in_force.origins if s.name == name)


def test_a_flag_outweighs_the_environment_the_environment_the_file_the_file_the_default(
    tmp_path: Path,
) -> None:
    assert origin("analysis_limit", tmp_path) == "200000 from default"
    file = tmp_path / "crosswire.toml"
    file.write_text("analysis_limit = 3000\n")
    assert origin("analysis_limit", tmp_path) == f"3000 from file {file}"
    variable = {"CROSSWIRE_ANALYSIS_LIMIT": "4_000"}
    assert origin("analysis_limit", tmp_path, **variable).startswith("4000 from environment CROSSWIRE_")
    assert origin("analysis_limit", tmp_path, flag=5, **variable) == "5 from flag --analysis-limit"


def test_a_named_file_is_read_instead_of_the_one_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "crosswire.toml").write_text("analysis_limit = 2\n")
    other = tmp_path / "other.toml"
    other.write_text("analysis_limit = 3\n")
    assert origin("analysis_limit", tmp_path, file=other) == f"3 from file {other}"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("analysis_limt = 2", "Did you mean 'analysis_limit'"),
        ("analysis_limit = 0", "at least 1"),
        ("analysis_limit = true", "whole number"),
        ('analysis_limit = "many"', "whole number"),
        ('language = "tlh"', "must be one of: en"),
        ("analysis_limit =", "is not TOML"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_do(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "crosswire.toml").write_text(text)
    with pytest.raises(ConfigError, match=message):
        settle(flags={}, environment={}, file=None, folder=tmp_path)


@pytest.mark.parametrize(
    ("name", "value"), [("CROSSWIRE_ANALYSIS_LIMT", "2"), ("CROSSWIRE_ANALYSIS_LIMIT", "two")]
)
def test_a_wrong_variable_is_refused(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ConfigError, match="analysis_limit"):
        settle(flags={}, environment={name: value}, file=None, folder=tmp_path)


def test_a_named_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        settle(flags={}, environment={}, file=tmp_path / "none.toml", folder=tmp_path)


def test_variables_of_other_programs_are_passed_over(tmp_path: Path) -> None:
    assert (
        settle(flags={}, environment={"HOME": "x", "CROSSWIRE_DATA": "x"}, file=None, folder=tmp_path).config
        == Config()
    )


def test_a_config_made_in_python_is_checked_too() -> None:
    with pytest.raises(ConfigError, match="at least 1"):
        Config(corroboration_threshold=0)
