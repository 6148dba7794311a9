"""Containers: zip, tar, and files packed by gzip, bzip2 or xz. Nothing is ever written under a member's name."""

from __future__ import annotations

import bz2
import gzip
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import IO, cast

from bot.errors import ReadError
from bot.model import Document
from bot.readers.formats import unwrapped
from bot.readers.members import Members, contents_of
from bot.readers.source import Notice, Source
from bot.readers.spool import Guarded

_DAMAGED = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)


def read_zip(source: Source) -> Iterator[Document | Notice]:
    """Read each member that is of a known format. Raises ReadError where there is no table of contents."""
    with source.open() as stream:
        try:
            archive = zipfile.ZipFile(cast("IO[bytes]", Guarded(stream, source.name)))
        except _DAMAGED as error:
            raise ReadError(source.name, "damaged, or no zip file; left out") from error
        members = Members(source)
        for info in archive.infolist():
            name = None if info.is_dir() else members.accept(info.filename)
            if isinstance(name, Notice):
                yield name
            elif name:
                yield from _zip_member(source, archive, info, name)
        yield from members.ended()


def _zip_member(
    source: Source, archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str
) -> Iterator[Document | Notice]:
    if info.flag_bits & 1:
        yield Notice(name, "protected by a password; left out", left_out=True)
        return
    source.budget.check_ratio(info.file_size, info.compress_size)
    try:
        with archive.open(info) as stream:
            yield from contents_of(source, name, stream)
    except (*_DAMAGED, NotImplementedError):
        yield Notice(name, "damaged in the archive, or packed in an unknown way; left out", left_out=True)


def read_tar(source: Source) -> Iterator[Document | Notice]:
    """Read each member that is of a known format; links and devices are not followed."""
    with source.open() as stream:
        guarded = cast("IO[bytes]", Guarded(stream, source.name))
        members = Members(source)
        try:
            with tarfile.open(fileobj=guarded, mode="r:") as archive:
                while info := archive.next():
                    name = None if info.isdir() else members.accept(info.name)
                    if isinstance(name, Notice):
                        yield name
                    elif name:
                        yield from _tar_member(source, archive, info, name)
                    archive.members.clear()  # type: ignore[attr-defined] # it would keep every header it met
                guarded.seek(archive.offset)
                if guarded.read(tarfile.BLOCKSIZE).strip(b"\0"):
                    raise tarfile.ReadError("no header where one should be")
        except _DAMAGED as error:
            raise ReadError(source.name, "damaged, or no tar file; what follows the damage is left out") from error
        yield from members.ended()


def _tar_member(
    source: Source, archive: tarfile.TarFile, info: tarfile.TarInfo, name: str
) -> Iterator[Document | Notice]:
    stream = archive.extractfile(info) if info.isreg() and not info.issparse() else None
    if stream is None:
        yield Notice(name, "a link, a device or a file with holes, in an archive; left out", left_out=True)
        return
    with stream:
        yield from contents_of(source, name, stream)


def read_gzip(source: Source) -> Iterator[Document | Notice]:
    """Read what a gzip file holds, under the gzip file's name."""
    return _read_packed(source, lambda packed: gzip.GzipFile(fileobj=packed))


def read_bzip2(source: Source) -> Iterator[Document | Notice]:
    """Read what a bzip2 file holds, under the bzip2 file's name."""
    return _read_packed(source, bz2.BZ2File)


def read_xz(source: Source) -> Iterator[Document | Notice]:
    """Read what an xz file holds, under the xz file's name."""
    return _read_packed(source, lzma.LZMAFile)


def _read_packed(
    source: Source, unpack: Callable[[IO[bytes]], AbstractContextManager[object]]
) -> Iterator[Document | Notice]:
    source.budget.member(source.depth + 1)
    called = unwrapped(source.called or source.name)
    try:
        with source.open() as packed, unpack(packed) as stream:
            unpacked = cast("IO[bytes]", stream)
            yield from contents_of(source, source.name, unpacked, called=called, packed=packed.tell)
    except _DAMAGED as error:
        raise ReadError(source.name, "damaged: it cannot be unpacked; left out") from error
