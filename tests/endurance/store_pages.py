# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pages of an SQLite file hold what, by its own pointers."""

import sqlite3
import struct

PAGE = 4096

LEAF_INDEX, LEAF_TABLE, INNER_INDEX, INNER_TABLE = 0x0A, 0x0D, 0x02, 0x05


def read_varint(page, at):
    value = 0
    for i in range(9):
        byte = page[at + i]
        if i == 8:
            return value << 8 | byte, at + 9
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + i + 1
    raise AssertionError


def list_overflow(content, page, at, n_bytes, is_table):
    """The pages on which a payload goes on that begins at @at of @page."""
    most = PAGE - 35 if is_table else (PAGE - 12) * 64 // 255 - 23
    if n_bytes <= most:
        return []
    least = (PAGE - 12) * 32 // 255 - 23
    kept = least + (n_bytes - least) % (PAGE - 4)
    at += kept if kept <= most else least
    pages, following = [], struct.unpack_from(">I", page, at)[0]
    while following != 0:
        pages.append(following - 1)
        following = struct.unpack_from(">I", content, (following - 1) * PAGE)[0]
    return pages


def list_pages(content, root):
    """All pages of a table or an index, counted from 0; @root from 1."""
    page = content[(root - 1) * PAGE:root * PAGE]
    head = 100 if root == 1 else 0
    kind, count = page[head], struct.unpack_from(">H", page, head + 3)[0]
    is_inner = kind in (INNER_INDEX, INNER_TABLE)
    pages = [root - 1]
    for i in range(count):
        at = struct.unpack_from(">H", page, head + (12 if is_inner else 8) + 2 * i)[0]
        if is_inner:
            pages += list_pages(content, struct.unpack_from(">I", page, at)[0])
            at += 4
        if kind == INNER_TABLE:
            continue
        n_bytes, at = read_varint(page, at)
        if kind == LEAF_TABLE:
            _, at = read_varint(page, at)
        pages += list_overflow(content, page, at, n_bytes, kind == LEAF_TABLE)
    if is_inner:
        pages += list_pages(content, struct.unpack_from(">I", page, head + 8)[0])
    return pages


KINDS = {
    "chunks": "points",
    "checkpoints": "networks",
    "audits": "audits",
    "runs": "runs",
    "studies": "studies",
    "experiments": "texts",
    "origins": "texts",
}


def list_kinds(path):
    """[(kind, [page])], each kind once."""
    content = path.read_bytes()
    connection = sqlite3.connect(f"file:{path}?immutable=1", uri=True)
    assert connection.execute("PRAGMA page_size").fetchone() == (PAGE,)
    rows = connection.execute(
        "SELECT name, rootpage FROM sqlite_schema WHERE rootpage > 0").fetchall()
    connection.close()
    kinds = {"schema": list_pages(content, 1)}
    for name, root in rows:
        if name.startswith("sqlite_sequence"):
            continue
        kind = KINDS.get(name, "indexes")
        kinds[kind] = kinds.get(kind, []) + list_pages(content, root)
    return sorted(kinds.items())
