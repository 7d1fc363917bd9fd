# SPDX-License-Identifier: GPL-3.0-or-later
"""The sums of a store's rows, said a second time: see src/lab/store/lab-store-sums.h."""

import hashlib
import struct

# What is summed of each table.
COLUMNS = {
    "studies": "number, name, title, text, seeds, created, modified, deleted",
    "runs": "number, study, position, curve, nth_seed, origin, origin_curve, label, colour, visible,"
            " experiment, seed, state, message, iterations, length, seconds, bob_loss_rate,"
            " bob_bit_error, eve_loss_rate, eve_bit_error, eve_own_loss_rate, eve_own_bit_error,"
            " modified, version, arithmetic, place",
    "chunks": "run, first, count, columns, data",
    "audits": "number, run, label, kind, depth, verdict, iterations, created, version, text",
}


def encode(value):
    if value is None:
        return b"n"
    if isinstance(value, int):
        return b"i" + struct.pack(">q", value)
    if isinstance(value, float):
        return b"r" + struct.pack(">d", value + 0.0)
    letter, content = (b"t", value.encode()) if isinstance(value, str) else (b"b", value)
    return letter + struct.pack(">Q", len(content)) + content


def lab_sum(*values):
    return hashlib.sha256(b"".join(encode(value) for value in values)).hexdigest()


def register(connection):
    connection.create_function("lab_sum", -1, lab_sum, deterministic=True)


def fill(connection):
    """Sums every row anew."""
    for table, columns in COLUMNS.items():
        connection.execute(f"UPDATE {table} SET sha256 = lab_sum ({columns})")


def list_unsound(connection):
    """A sentence for each row that is not as it was written."""
    return [f"row {row} of {table} is damaged" for table, columns in COLUMNS.items()
            for row, in connection.execute(
                f"SELECT rowid FROM {table} WHERE sha256 IS NOT lab_sum ({columns})")]
