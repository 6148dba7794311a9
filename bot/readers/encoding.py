"""Bytes -> text, and what had to be assumed for it."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import CharsetMatch, from_bytes

from bot.errors import ReadError

_MARKS = (  # the longer first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# What is written outside UTF-8, as the WHATWG Encoding Standard lists it. Short Western texts often fit several of
# these equally well: then it is the commonest.
_COMMONEST = "cp1252"
_CANDIDATES = (
    *(_COMMONEST, "cp1251", "gb18030", "shift_jis", "euc_kr", "big5", "euc_jp", "cp1250", "cp1254", "cp1256", "cp1255"),
    *("cp1253", "cp1257", "koi8_r", "iso8859_2", "iso8859_5", "iso8859_7", "cp1258", "cp874", "mac_roman"),
)

_MAGIC = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "zip, docx, odt or epub"),
    (b"\x1f\x8b", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "program"),
    (b"{\\rtf", "RTF"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"\xd0\xcf\x11\xe0", "old Office"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_PROBE = 65_536
_MOST_CONTROLS = 0.01

_NEWLINES = re.compile(r"\r\n?")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """Return the text of ``data`` and a remark on how it was read (empty where nothing had to be assumed).

    A byte order mark decides, then valid UTF-8, then the encoding that the document itself declares, then
    charset-normalizer. Raises ReadError for bytes that are no text. The mark is left out, line ends are Unix's.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(encoding, errors="replace")
            remark = "not every byte was valid; shown as �" if "�" in text else ""
            return _settled(text, name, remark)
    _refuse_binary(data, name)
    try:
        return _settled(data.decode("utf-8"), name, "")
    except UnicodeDecodeError:
        pass
    if declared and (stated := _decoded_as(data, declared)) is not None:
        return _settled(stated, name, "")
    match = _detect(data)
    if match is None:
        raise ReadError(name, "not UTF-8, and no other encoding fits; left out")
    text, encoding = match
    return _settled(text, name, f"not UTF-8; read as {encoding}, detected from its bytes")


def encoding_of(head: bytes, name: str) -> tuple[str, str]:
    """The encoding of a long text, by its beginning, and a remark as ``decode`` gives it. Raises ReadError."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return {"utf-8": "utf-8-sig"}.get(encoding, encoding[:6]), ""  # these leave the mark out
    _refuse_binary(head, name)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        match = _detect(head)
        if match is None:
            raise ReadError(name, "not UTF-8, and no other encoding fits; left out") from None
        return match[1], f"not UTF-8; read as {match[1]}, detected from its bytes"
    return "utf-8", ""


def storable(text: str) -> tuple[str, int]:
    """Replace what no database holds (NUL, lone surrogates) by �, one for one, so that offsets stay; and count it."""
    return _UNSTORABLE.subn("�", text)


def unix_newlines(text: str) -> str:
    """Return ``text`` with every line end as Unix has it."""
    return _NEWLINES.sub("\n", text) if "\r" in text else text


def _settled(text: str, name: str, remark: str) -> tuple[str, str]:
    text, replaced = storable(unix_newlines(text))
    if replaced:
        remark = "; ".join(filter(None, (remark, f"{replaced} NUL characters shown as �")))
    if not text.strip():
        raise ReadError(name, "nothing but white space; left out")
    return text, remark


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise ReadError(name, f"binary ({kind}), not text; left out")
    probe = data[:_PROBE]
    if len(probe) - len(probe.translate(None, _CONTROLS)) > _MOST_CONTROLS * len(probe):
        raise ReadError(name, "binary, not text; left out")


def _decoded_as(data: bytes, encoding: str) -> str | None:
    try:
        # A web page that says Latin-1 means Windows-1252 (WHATWG Encoding Standard, "labels").
        latin = codecs.lookup(encoding).name in {"iso8859-1", "ascii"}
        return data.decode("cp1252" if latin else encoding)
    except (LookupError, UnicodeDecodeError, TypeError):
        return None


def _detect(data: bytes) -> tuple[str, str] | None:
    """The text in the likeliest encoding and its name; of equally likely ones the commonest."""
    matches = from_bytes(data, cp_isolation=list(_CANDIDATES))
    best = matches.best()
    if best is None:
        return None
    equal = [match for match in matches if (match.chaos, match.coherence) == (best.chaos, best.coherence)]
    fitting = {name for match in equal for name in _names(match)}
    encoding = _COMMONEST if _COMMONEST in fitting else best.encoding
    text = _decoded_as(data, encoding)
    return (text, _label(encoding)) if text is not None else (str(best), _label(best.encoding))


def _names(match: CharsetMatch) -> tuple[str, ...]:
    return (match.encoding, *(same.encoding for same in match.submatch))


def _label(encoding: str) -> str:
    return encoding.replace("cp125", "windows-125").replace("iso8859_", "iso-8859-").replace("_", "-")
