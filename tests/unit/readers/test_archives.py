"""Archives: what they hold is read as if it lay beside them, and no archive can harm the machine."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import tracemalloc
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import Document
from bot.readers import Notice, Source, budget, read_bytes
from bot.readers import read as read_source

BRIDGE = b"The harbour bridge is open, said the minister."
FERRY = json.dumps({"text": "The ferry stays."}).encode() + b"\n" + json.dumps({"text": "It went."}).encode()


def zipped(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """A tar file."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def read(name: str, data: bytes) -> tuple[dict[str, str], list[str]]:
    """Read ``data`` as a file of that name: texts by name, and the lines for a person."""
    results = read_bytes(name, data)
    documents = {result.name: result.text for result in results if isinstance(result, Document)}
    return documents, [str(result) for result in results if isinstance(result, Notice)]


@pytest.mark.parametrize(
    ("name", "pack"),
    [
        ("b.zip", zipped),
        ("b.tar", tarred),
        ("b.tar.gz", lambda members: gzip.compress(tarred(members))),
        ("b.tgz", lambda members: gzip.compress(tarred(members))),
        ("b.tar.bz2", lambda members: bz2.compress(tarred(members))),
        ("b.tar.xz", lambda members: lzma.compress(tarred(members))),
        ("lying.zip", tarred),
        ("lying.tar", zipped),
    ],
)
def test_members_are_documents_named_after_archive_and_path(
    name: str, pack: Callable[[Mapping[str, bytes]], bytes]
) -> None:
    """A bundle sent by a colleague would have to be unpacked by hand, or a citation not say where in it to look."""
    members = {"2031/bridge.txt": BRIDGE, "wire.jsonl": FERRY, "logo.png": b"\x89PNG", ".DS_Store": b"x"}
    documents, notices = read(name, pack(members))
    assert documents == {
        f"{name}/2031/bridge.txt": BRIDGE.decode(),
        f"{name}/wire.jsonl#1": "The ferry stays.",
        f"{name}/wire.jsonl#2": "It went.",
    }
    assert notices[-1] == f"{name}: 1 file of another format in it is passed over: .png (1)"
    assert len(notices) == (2 if name.startswith("lying") else 1)


@pytest.mark.parametrize(
    ("name", "data", "documents"),
    [
        ("a.txt.gz", gzip.compress(BRIDGE), {"a.txt.gz": BRIDGE.decode()}),
        ("a.txt.bz2", bz2.compress(BRIDGE), {"a.txt.bz2": BRIDGE.decode()}),
        ("a.txt.xz", lzma.compress(BRIDGE), {"a.txt.xz": BRIDGE.decode()}),
        ("a.jsonl.gz", gzip.compress(FERRY), {"a.jsonl.gz#1": "The ferry stays.", "a.jsonl.gz#2": "It went."}),
        (
            "b.zip",
            zipped({"in/c.zip": zipped({"d.txt.gz": gzip.compress(BRIDGE)})}),
            {"b.zip/in/c.zip/d.txt.gz": BRIDGE.decode()},
        ),
        ("b.zip", zipped({"win\\a.txt": BRIDGE}), {"b.zip/win/a.txt": BRIDGE.decode()}),
    ],
    ids=["gz", "bz2", "xz", "records", "nested", "windows"],
)
def test_what_is_packed_in_something_packed_is_found(name: str, data: bytes, documents: dict[str, str]) -> None:
    """A log of records or a bundle of bundles would stay closed."""
    assert read(name, data) == (documents, [])


def test_a_bad_member_is_named_and_the_others_go_in() -> None:
    """One broken file in a bundle would cost the whole bundle."""
    good = zipped({"a.txt": b"", "b.txt": bytes(range(256)), "c.jsonl": b"{", "d.zip": b"no", "e.txt": BRIDGE})
    documents, notices = read("b.zip", good)
    assert documents == {"b.zip/e.txt": BRIDGE.decode()}
    assert [notice.partition(": ")[0] for notice in notices] == [
        "b.zip/a.txt",
        "b.zip/b.txt",
        "b.zip/c.jsonl#1",
        "b.zip/d.zip",
    ]
    assert all(notice.endswith("left out") for notice in notices)


def test_paths_that_lead_out_links_and_twins_are_harmless(tmp_path: Path) -> None:
    """An archive could write over the machine's files, read its secrets, or hide one document behind another."""
    documents, notices = read("b.zip", zipped({"../../up.txt": BRIDGE, "/etc/a.txt": BRIDGE, "C:\\b.txt": BRIDGE}))
    assert documents == {}
    assert len(notices) == 3
    assert all("leads out of it; left out" in notice for notice in notices)
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for kind, name in [(tarfile.SYMTYPE, "s.txt"), (tarfile.LNKTYPE, "h.txt"), (tarfile.FIFOTYPE, "p.txt")]:
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
        for text in (b"First.", b"Second."):
            info = tarfile.TarInfo("twin.txt")
            info.size = len(text)
            archive.addfile(info, io.BytesIO(text))
    documents, notices = read("b.tar", out.getvalue())
    assert documents == {"b.tar/twin.txt": "First.", "b.tar/twin~2.txt": "Second."}
    assert [notice.partition(": ")[0] for notice in notices] == ["b.tar/s.txt", "b.tar/h.txt", "b.tar/p.txt"]


def test_a_protected_member_is_named() -> None:
    """A person would not learn why a bundle is empty."""
    data = bytearray(zipped({"a.txt": BRIDGE}, zipfile.ZIP_STORED))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    assert read("b.zip", bytes(data)) == ({}, ["b.zip/a.txt: protected by a password; left out"])


def test_bombs_end_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file of some kilobytes would fill the machine's memory or disk, or keep it busy for days."""
    nothing = bytes(30_000_000)
    small = zipped({"a.txt": BRIDGE})
    deep = small
    for _ in range(7):
        deep = zipped({"in.zip": deep})
    monkeypatch.setattr(budget, "MOST_MEMBERS", 50)
    monkeypatch.setattr(budget, "MOST_UNPACKED", 1_000_000)
    cases = {
        "ratio.zip": (zipped({"a.jsonl": nothing}), "more than 200 times its size"),
        "ratio.jsonl.gz": (gzip.compress(nothing), "unpacks to more than"),
        "deep.zip": (deep, "more than 5 deep"),
        "many.zip": (zipped({f"{n}.txt": BRIDGE for n in range(60)}), "more than 50 files"),
        "wide.zip": (zipped({f"{n}.txt": b"text " * 10_000 for n in range(40)}), "unpacks to more than 0.001 GB"),
    }
    for name, (data, reason) in cases.items():
        tracemalloc.start()
        _, notices = read(name, data)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert [notice for notice in notices if not notice.startswith(f"{name}: ")] == [], name
        assert reason in notices[-1], name
        assert notices[-1].endswith("left out"), name
        assert peak < 60_000_000, name


@pytest.mark.parametrize("name", ["b.zip", "b.tar", "b.tar.gz", "b.tar.xz", "a.txt.bz2"])
def test_a_truncated_archive_is_named_once(name: str) -> None:
    """A download that broke off would pass for whole, or end the run."""
    packs: dict[str, Callable[[bytes], bytes]] = {
        ".gz": gzip.compress,
        ".xz": lzma.compress,
        ".bz2": bz2.compress,
    }
    members = {"a.txt": b"A. " * 3000, "b.txt": b"B. " * 3000}
    data = zipped(members) if name == "b.zip" else tarred(members) if "tar" in name else b"A. " * 3000
    data = packs.get(name[name.rindex(".") :], bytes)(data)
    documents, notices = read(name, data[: len(data) // 2])
    assert len(notices) == 1
    assert notices[0].startswith(f"{name}")
    assert notices[0].endswith("left out")
    assert set(documents) <= {f"{name}/a.txt"}


def test_a_member_beyond_the_limit_is_left_out_alone(tmp_path: Path) -> None:
    """A log in a bundle would take the machine's memory, or cost the bundle."""
    records = b"\n".join(json.dumps({"text": f"Record {n}. " * 20}).encode() for n in range(200))
    path = tmp_path / "b.zip"
    path.write_bytes(zipped({"big.txt": b"word " * 5000, "long.jsonl": records, "small.txt": BRIDGE}))
    results = list(read_source(Source.file(path, "b.zip", limit=10_000)))
    assert [str(result) for result in results if isinstance(result, Notice)] == [
        "b.zip/big.txt: larger than 0.01 MB, the limit for one document; left out"
    ]
    assert len([result for result in results if isinstance(result, Document)]) == 201


@given(st.integers(0, 400), st.binary(min_size=1, max_size=8), st.sampled_from(["b.zip", "b.tar", "b.tar.gz"]))
def test_damage_anywhere_ends_in_lines(where: int, damage: bytes, name: str) -> None:
    """One flipped bit in a bundle would end the reading of a whole folder."""
    members = {"a.txt": BRIDGE, "b/c.jsonl": FERRY}
    data = {"b.zip": zipped(members), "b.tar": tarred(members), "b.tar.gz": gzip.compress(tarred(members))}[name]
    where = min(where, len(data) - 1)
    documents, notices = read(name, data[:where] + damage + data[where + len(damage) :])
    assert documents or notices
    assert all("\n" not in notice for notice in notices)
