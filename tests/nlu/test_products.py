import numpy as np
from scipy.sparse import random as random_rows

from centreguide.nlu.products import products


def test_every_product_is_there_whatever_the_number_of_rows() -> None:
    for count in (1, 128, 300):
        rows = random_rows(count, 40, density=0.2, format="csr", dtype=np.float32, random_state=0)
        assert np.allclose(products(rows), (rows @ rows.T).toarray())
        assert products(rows).dtype == np.float32
