from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.mark.parametrize("ending", ["md", "html", "docx", "DOCX"])
def test_the_ending_says_how(kg: Run, example_store: Path, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"brief.{ending}"
    result = kg("brief", "云浮市科协", "-o", file, "--store", example_store)
    assert (result.exit_code, result.stdout) == (0, f"{file.resolve()}\n")
    if ending.lower() == "docx":
        assert "云浮市科学技术协会" in docx.Document(str(file)).paragraphs[0].text
    else:
        assert "主席 沈若兰" in file.read_text("utf-8")


def test_as_of_has_what_was_known_then(kg: Run, example_store: Path, tmp_path: Path) -> None:
    file = tmp_path / "then.md"
    assert (
        kg("brief", "云浮市科协", "-o", file, "--as-of", "2024-06", "--store", example_store).exit_code == 0
    )
    text = file.read_text("utf-8")
    assert "主席 罗启明" in text and "沈若兰" not in text
    assert "资料截至 2024-06" in text


def test_another_ending_a_folder_that_is_not_there_and_an_unknown_name_are_told(
    kg: Run, example_store: Path, tmp_path: Path
) -> None:
    wrong = kg("brief", "云浮市科协", "-o", tmp_path / "brief.pdf", "--store", example_store)
    assert wrong.exit_code == 2
    assert "brief.pdf ends in none of .md .html .docx" in wrong.output
    nowhere = kg("brief", "云浮市科协", "-o", tmp_path / "no" / "brief.md", "--store", example_store)
    assert "name a file in an existing folder" in str(nowhere.exception)
    unknown = kg("brief", "云浮市农协", "-o", tmp_path / "brief.md", "--store", example_store)
    assert unknown.exit_code == 1
    assert "云浮市" in str(unknown.exception)
