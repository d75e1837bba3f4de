"""Every program under `programs/` behaves under `Monty` as it does under the hosting CPython."""

import pytest
from oracle import Chunk, load_chunks, run_cpython, run_monty, run_monty_fork, run_monty_with_snapshots

CHUNKS = [chunk for chunk in load_chunks() if chunk.runs_here]
CALLING_CHUNKS = [chunk for chunk in CHUNKS if chunk.externals]


def test_there_are_programs_and_each_has_its_own_name() -> None:
    assert len(CHUNKS) > 400
    assert len(CALLING_CHUNKS) > 60
    assert len({chunk.id for chunk in CHUNKS}) == len(CHUNKS)


@pytest.mark.parametrize('chunk', CHUNKS, ids=lambda chunk: chunk.id)
def test_matches_cpython(chunk: Chunk) -> None:
    assert run_monty(chunk) == run_cpython(chunk)


@pytest.mark.parametrize('chunk', CALLING_CHUNKS, ids=lambda chunk: chunk.id)
def test_survives_dump_and_load_at_every_call(chunk: Chunk) -> None:
    assert run_monty_with_snapshots(chunk) == run_cpython(chunk)


@pytest.mark.parametrize('chunk', CALLING_CHUNKS, ids=lambda chunk: chunk.id)
def test_a_snapshot_can_be_resumed_twice(chunk: Chunk) -> None:
    expected = run_cpython(chunk)
    assert [observation for observation in run_monty_fork(chunk) if observation != expected] == []
