"""The products of sparse rows with one another, as one dense matrix."""

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

_AT_ONCE = 64


def products(rows: csr_matrix) -> npt.NDArray[Any]:
    """`rows @ rows.T`, dense: half of the work that scipy makes of it, on all cores, and none of its memory."""
    found = np.empty((rows.shape[0], rows.shape[0]), dtype=rows.dtype)

    def fill(start: int) -> None:
        some = rows[start:] @ rows[start : start + _AT_ONCE].T.toarray()
        found[start:, start : start + _AT_ONCE] = some
        found[start : start + _AT_ONCE, start:] = some.T

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(fill, range(0, rows.shape[0], _AT_ONCE)))
    return found
