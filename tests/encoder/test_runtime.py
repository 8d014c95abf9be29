import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from centreguide.encoder import runtime
from centreguide.encoder.build import PROBES
from centreguide.encoder.runtime import DIMENSIONS, Encoder, EncoderError, Vectors, shared

LONG = "The meeting that was planned for the spring was moved to the autumn because the hall was being painted. " * 3


@pytest.fixture(params=["encoder", "exact"])
def either(request: pytest.FixtureRequest) -> Encoder:
    encoder: Encoder = request.getfixturevalue(request.param)
    return encoder


def cosines(one: Vectors, other: Vectors) -> Vectors:
    product: Vectors = (one * other).sum(axis=1)
    return product


def test_vectors_are_float32_of_unit_length(either: Encoder) -> None:
    vectors = either.encode([*PROBES, "", "👍", "日本語", LONG])
    assert vectors.dtype == np.float32
    assert vectors.shape == (len(PROBES) + 4, DIMENSIONS)
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1.0, atol=1e-5)


def test_no_texts_give_no_rows(either: Encoder) -> None:
    vectors = either.encode([])
    assert vectors.shape == (0, DIMENSIONS)
    assert vectors.dtype == np.float32


def test_neighbours_and_padding_do_not_change_a_vector(either: Encoder) -> None:
    texts = ["hello", LONG, *PROBES, "", LONG.upper()]
    alone = np.vstack([either.encode([text]) for text in texts])
    assert cosines(either.encode(texts), alone).min() > 0.99999


def test_padding_is_masked_in_the_graph(exact: Encoder) -> None:
    short, long = [101, 7592, 102], list(range(2000, 2100))
    session = exact._session
    np.testing.assert_allclose(runtime.run(session, [short, long])[0], runtime.run(session, [short])[0], atol=1e-5)


def test_many_texts_on_threads_keep_their_order(encoder: Encoder) -> None:
    texts = [f"{text} {number}" for number in range(6) for text in PROBES]
    assert len(texts) >= runtime._MANY
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert cosines(encoder.encode(texts), alone).min() > 0.99999


def test_precisions_agree(encoder: Encoder, exact: Encoder) -> None:
    unseen = ["Do I need to bring anything with me?", "where can i get a coffee", "The cat slept on the warm roof."]
    assert cosines(encoder.encode(unseen), exact.encode(unseen)).min() > 0.96


@pytest.mark.parametrize(
    ("text", "like", "unlike"),
    [
        ("Where can I park?", "Is there a car park?", "How many nurses work here?"),
        ("when do you open", "What are the opening hours?", "Who was the first person on the moon?"),
        ("can my nan visit me", "Are visits from family allowed?", "Is there a bus to the airport?"),
        ("My password doesn't work.", "I can't log in to my account.", "The soup tastes of onions."),
    ],
)
def test_similar_sentences_are_nearer(either: Encoder, text: str, like: str, unlike: str) -> None:
    vectors = either.encode([text, like, unlike])
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.15


def test_text_after_the_last_token_is_left_out(either: Encoder) -> None:
    fits = "hello " * (runtime.MAX_TOKENS - 2)
    vectors = either.encode([fits, fits + "goodbye moon", "hello " * 200_000])
    np.testing.assert_array_equal(vectors[1], vectors[0])
    np.testing.assert_array_equal(vectors[2], vectors[0])


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00", "\ud800", "x" * 100_000, "[CLS] [SEP] [MASK]"])
def test_odd_text_is_encoded(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.encode([text])).all()


def test_fingerprint_changes_with_the_precision_only(built: Path, encoder: Encoder, exact: Encoder) -> None:
    assert encoder.fingerprint == Encoder(built).fingerprint
    assert (encoder.fingerprint == exact.fingerprint) == (encoder.info.precision == exact.info.precision)


def test_folder_without_an_encoder_is_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match=str(tmp_path)):
        Encoder(tmp_path)


def test_damaged_model_is_refused(built: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(built, tmp_path / "encoder"))
    (folder / runtime.MODEL_FILE).write_bytes(b"")
    with pytest.raises(EncoderError, match="no whole sentence encoder"):
        Encoder(folder)


def test_one_encoder_is_shared_by_all_threads(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CENTREGUIDE_CACHE", str(built.parent))
    with ThreadPoolExecutor(4) as pool:
        encoders = list(pool.map(lambda _: shared(), range(8)))
    assert {id(encoder) for encoder in encoders} == {id(shared(built))}


def test_shared_encoder_is_not_kept_when_it_cannot_be_built(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(EncoderError):
        shared(tmp_path / "file" / "encoder")
