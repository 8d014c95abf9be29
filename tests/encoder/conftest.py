"""Encoders that are built once: as `ensure` leaves them, and with int8 refused."""

from pathlib import Path

import pytest

from centreguide.encoder import build
from centreguide.encoder.runtime import Encoder


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build.ensure(tmp_path_factory.mktemp("cache") / "encoder")


@pytest.fixture(scope="session")
def built_exact(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exact") / "encoder"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(build, "LEAST_COSINE", 1.1)
        build.build(folder)
    return folder


@pytest.fixture(scope="session")
def encoder(built: Path) -> Encoder:
    return Encoder(built)


@pytest.fixture(scope="session")
def exact(built_exact: Path) -> Encoder:
    return Encoder(built_exact)
