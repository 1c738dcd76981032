"""Worlds larger than memory: written shard by shard, the same whoever draws them."""

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal
from pyarrow import parquet

from cvm_lessons.datasets import build_tables, building, load
from cvm_lessons.datasets.building import draw_tables
from cvm_lessons.datasets.writing import TableWriter

SCALE = 0.04


@pytest.fixture(scope="module")
def sharded(tmp_path_factory):
    """A world of two shards of a fiftieth each, written and drawn at once; Parquet from 500 rows."""
    folder = tmp_path_factory.mktemp("sharded")
    with pytest.MonkeyPatch.context() as patch:
        for module in ("world.shards", "datasets.building"):
            patch.setattr(f"cvm_lessons.{module}.shard_scales", lambda scale: [scale / 2, scale / 2])
        patch.setattr("cvm_lessons.datasets.writing.PARQUET_FROM", 500)
        told = []
        report = build_tables(3, SCALE, folder, progress=told.append)
        yield folder, report, draw_tables(3, SCALE), told


def test_what_is_streamed_is_what_is_drawn_at_once(sharded):
    folder, report, drawn, _ = sharded
    assert {"csv", "parquet"} == {name.split(".")[-1] for name in report["file"]}
    for name, frame in drawn.items():
        assert_frame_equal(load(name, folder), frame, check_dtype=False)


def test_the_report_and_the_readme_count_all_shards(sharded):
    folder, report, drawn, _ = sharded
    assert report.set_index("table")["rows"].to_dict() == {name: len(frame) for name, frame in drawn.items()}
    assert f"{len(drawn['participations']):,} rows" in (folder / "README.md").read_text(encoding="utf-8")


def test_progress_is_told_after_each_shard(sharded):
    assert sharded[3] == [0.5, 1.0]


def test_the_files_do_not_depend_on_the_number_of_processes(tmp_path):
    for processes in (1, 2):
        (tmp_path / str(processes)).mkdir()
        build_tables(3, 1.01, tmp_path / str(processes), processes=processes)
    for file in (tmp_path / "1").iterdir():
        assert (tmp_path / "2" / file.name).read_bytes() == file.read_bytes(), file.name


def test_an_interrupted_build_leaves_no_half_written_file(tmp_path, monkeypatch):
    def interrupted(*_args, **_more):
        yield {"offers": pd.DataFrame({"a": [1]}), "participations": pd.DataFrame({"a": range(30_000)})}
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "draw_shards", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_tables(3, 0.02, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_older_file_of_the_other_kind_is_removed(tmp_path):
    (tmp_path / "offers.parquet").write_bytes(b"old")
    writer = TableWriter("offers", tmp_path)
    writer.add(pd.DataFrame({"a": [1]}))
    assert writer.close() == tmp_path / "offers.csv"
    assert [file.name for file in tmp_path.iterdir()] == ["offers.csv"]


def test_shards_wait_until_they_make_a_large_group_of_rows(tmp_path, monkeypatch):
    monkeypatch.setattr("cvm_lessons.datasets.writing.PARQUET_FROM", 5)
    writer = TableWriter("offers", tmp_path)
    for _ in range(4):
        writer.add(pd.DataFrame({"a": [1, 2]}))
    groups = parquet.ParquetFile(writer.close()).metadata
    assert [groups.row_group(at).num_rows for at in range(groups.num_row_groups)] == [6, 2]
