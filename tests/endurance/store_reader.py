# SPDX-License-Identifier: GPL-3.0-or-later
"""A store as another program sees it: through Python's sqlite3 alone, and never
for writing."""

import sqlite3
import threading
import time

import store_sums


def connect(path):
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=5)


def read_runs(path):
    """What was last committed: number -> (state, iterations, seconds of training). Empty
    without tables."""
    if not path.exists():
        return {}
    connection = connect(path)
    try:
        rows = connection.execute("SELECT number, state, iterations, seconds FROM runs").fetchall()
    except sqlite3.OperationalError as error:
        if "no such table" not in str(error) and "unable to open" not in str(error):
            raise
        rows = []
    finally:
        connection.close()
    return {row[0]: row[1:] for row in rows}


def check(path):
    """Every sentence that the file does not hold true, as a list."""
    if not path.exists():
        return []
    connection = connect(path)
    store_sums.register(connection)
    wrong = [row[0] for row in connection.execute("PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [f"{row} refers to nothing" for row in connection.execute("PRAGMA foreign_key_check")]
    if connection.execute("SELECT count (*) FROM sqlite_schema WHERE name = 'runs'").fetchone()[0]:
        rows = connection.execute(
            "SELECT number, iterations, (SELECT iteration FROM checkpoints WHERE run = number),"
            " (SELECT total (count) FROM chunks WHERE run = number) FROM runs")
        for number, iterations, checkpoint, points in rows:
            if (checkpoint or 0) != iterations or points != iterations:
                wrong.append(f"run {number} has {iterations} iterations, {points:.0f} points and "
                             f"a checkpoint of {checkpoint}")
        wrong += store_sums.list_unsound(connection)
    connection.close()
    return wrong


class Watcher:
    """Notes when commits come, so that what a kill takes can be told: the time since
    the last one, and iterations at the pace of the commits before."""

    INTERVAL = 0.01

    def __init__(self, path):
        self.path = path
        self.commits = []  # (time, what read_runs() gave), from the first look on
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch)
        self.thread.start()

    def _watch(self):
        while not self.ended.wait(self.INTERVAL):
            now = time.monotonic()
            try:
                runs = read_runs(self.path)
            except sqlite3.Error:
                continue
            if not self.commits or runs != self.commits[-1][1]:
                self.commits.append((now, runs))

    def end(self):
        self.ended.set()
        self.thread.join()
