"""What the bot loads is data: nothing in a release, a cache or a request could run code."""

import ast
from pathlib import Path

import centreguide

RUNS_CODE = {"cloudpickle", "dill", "jsonpickle", "joblib", "marshal", "pickle", "shelve"}
PACKAGE = Path(centreguide.__file__).parent


def test_no_module_reads_what_could_run_code() -> None:
    loads = 0
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [name.name for name in node.names]
                assert RUNS_CODE.isdisjoint(name.partition(".")[0] for name in names), file
            elif isinstance(node, ast.Call) and ast.unparse(node.func) in ("np.load", "numpy.load"):
                assert "allow_pickle=False" in ast.unparse(node), file
                loads += 1
    assert loads
