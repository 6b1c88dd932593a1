"""Files that are there whole or not at all."""

import os
import subprocess
import sys

from articles.files import write_whole


def test_what_a_killed_program_left_of_a_file_is_taken_away_and_what_a_running_one_writes_stays(tmp_path):
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left, being_written = tmp_path / f".bell.txt.{gone.pid}", tmp_path / f".bell.txt.{os.getppid()}"
    others = [tmp_path / f".bells.txt.{gone.pid}", tmp_path / ".bell.txt.old"]
    for file in (left, being_written, *others):
        file.write_text("half")
    write_whole(tmp_path / "bell.txt", b"whole")
    assert (tmp_path / "bell.txt").read_bytes() == b"whole"
    assert not left.exists()
    assert being_written.exists() and all(file.exists() for file in others)
