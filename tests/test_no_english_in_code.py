"""No list of English words stands in the code that understands and answers: they are data, in `language/en.yml`."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spacy.lang.en.stop_words import STOP_WORDS

PROJECT = Path(__file__).resolve().parent.parent
FILES = [*(PROJECT / "centreguide" / "answering").rglob("*.py"), *(PROJECT / "centreguide" / "nlu").rglob("*.py")]
ALTERNATIVES = re.compile(r"(?:[a-z]{2,}\\?\|){2,}[a-z]{2,}", re.I)
MOST = 3
WORD = re.compile(r"[a-z]{2,}")


def word_lists(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Patterns of several words to choose from, and collections of more than MOST everyday words."""
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docstrings = {id(node.body[0].value) for node in ast.walk(tree) if isinstance(node, documented) and _is_told(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            if ALTERNATIVES.search(node.value):
                yield node.lineno, node.value
        elif isinstance(node, ast.List | ast.Set | ast.Tuple):
            found = [one.value for one in node.elts if isinstance(one, ast.Constant) and isinstance(one.value, str)]
            everyday = [word for word in found if word in STOP_WORDS and WORD.fullmatch(word)]
            if len(everyday) > MOST:
                yield node.lineno, ", ".join(found)


def _is_told(node: ast.Module | ast.ClassDef | ast.FunctionDef) -> bool:
    return bool(node.body) and isinstance(node.body[0], ast.Expr)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PROJECT).as_posix())
def test_no_english_word_list_stands_in_the_code(file: Path) -> None:
    assert list(word_lists(ast.parse(file.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    "code", ['A = r"\\b(?:what|where|when)\\b"', 'B = frozenset(["the", "our", "and", "please", "also"])']
)
def test_a_word_list_is_noticed(code: str) -> None:
    assert list(word_lists(ast.parse(code)))
