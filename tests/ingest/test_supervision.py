"""Jobs in processes of their own: what one does, the others never feel."""

from __future__ import annotations

import os
import sys
from multiprocessing import active_children

import pytest
from jobs_for_supervision import behave

from ingest.supervision import Failure, Limits, supervise

QUICK = Limits(seconds=0.5, memory=300 * 1024 * 1024)
PRELOAD = ["ingest.reading"]


def outcomes(*jobs: str, limits: Limits = QUICK) -> dict[str, str | Failure]:
    return dict(supervise(behave, jobs, limits, preload=PRELOAD))


def test_results_come_with_their_jobs() -> None:
    jobs = [f"job {n}" for n in range(7)]
    assert outcomes(*jobs) == {job: job.upper() for job in jobs}
    assert outcomes() == {}


def test_each_job_has_a_process_of_its_own() -> None:
    seen = [result for _, result in supervise(behave, ["process"] * 4, QUICK, preload=PRELOAD)]
    assert len({*seen, str(os.getpid())}) == 5


@pytest.mark.parametrize(
    "job, failure",
    [
        ("hang", Failure.TIME),
        ("spin", Failure.TIME),
        ("exit", Failure.DIED),
        ("fall", Failure.DIED),
        ("raise", Failure.DIED),
        pytest.param(
            "eat",
            Failure.MEMORY,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="memory is limited on Linux"),
        ),
    ],
)
def test_a_bad_job_costs_itself_alone(
    job: str, failure: Failure, capfd: pytest.CaptureFixture[str]
) -> None:
    limits = Limits(seconds=30.0, memory=QUICK.memory) if job == "eat" else QUICK
    assert outcomes("before", job, "after", limits=limits) == {
        "before": "BEFORE",
        job: failure,
        "after": "AFTER",
    }
    assert capfd.readouterr() == ("", "")


def test_each_job_is_told_of_before_it_is_done() -> None:
    told: list[str] = []
    for job, _ in supervise(behave, ["a", "b", "c"], QUICK, told.append, PRELOAD):
        assert job in told
    assert told == ["a", "b", "c"]


def test_whoever_stops_listening_leaves_no_process_behind() -> None:
    listening = supervise(behave, ["a", "hang", "hang"], QUICK, preload=PRELOAD)
    next(listening)
    listening.close()  # type: ignore[attr-defined]
    assert active_children() == []
