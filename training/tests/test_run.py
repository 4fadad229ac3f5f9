"""The schedule and the cache."""

from itertools import count

import pytest

import train
from relata_training.cache import cached, content_key


def run_clock(monkeypatch, times, deadline):
    moments = iter(times)
    monkeypatch.setattr(train.time, "time", lambda: next(moments))
    clock = train.Clock(deadline)
    progress, shares = 0.0, []
    for _ in range(len(times) - 1):
        _, share = clock.step()
        progress += (1 - progress) * share
        shares.append(progress)
    return shares


def test_steps_bring_the_schedule_to_its_end_in_time(monkeypatch):
    progress = run_clock(monkeypatch, [float(t) for t in range(101)], 100.0)
    assert progress[49] == pytest.approx(0.5) and progress[-1] == 1.0


def test_a_pause_costs_time_but_no_schedule(monkeypatch):
    times = [*(float(t) for t in range(51)), *(float(t) for t in range(75, 101))]
    progress = run_clock(monkeypatch, times, 100.0)
    assert progress[50] < 0.6  # the step of 25 seconds
    assert progress[-1] == 1.0 and progress == sorted(progress)


def test_the_cache_is_keyed_by_content(tmp_path):
    (tmp_path / "data").mkdir()
    file = tmp_path / "data" / "a.txt"
    file.write_text("one")
    first = content_key([tmp_path / "data", "17"])
    assert first == content_key([tmp_path / "data", "17"]) != content_key([tmp_path / "data", "18"])
    file.write_text("three")
    assert content_key([tmp_path / "data", "17"]) != first
    assert content_key([file]) != content_key([tmp_path / "none"])
    made = count()
    values = [cached(tmp_path / "cache", "x", key, lambda: next(made)) for key in ("a", "a", "b")]
    assert values == [0, 0, 1]
