"""corpus.toml: what the curator states, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import ManifestError
from bot.model import Metadata, PartialDate
from bot.readers import load_manifest
from bot.readers.document import document
from bot.readers.manifest import parse_manifest

MANIFEST = """
[defaults]
publisher = "The Harbour Post"

[documents."2031/*.txt"]
published = 2031

[documents."2031/05/*"]
published = "2031-05"

[documents."2031/05/bridge.txt"]
title = "Bridge   opens"
published = 2031-05-16

[documents."wire.jsonl"]
publisher = "Coast Wire"

[documents."wire.jsonl#3"]
author = "Ada Quill"
url = "https://wire.example/3"

[documents."odd[1].txt"]
title = "Brackets"

[aliases]
"Jonas Halvorsen" = ["Yonas Halvorsen", "J. Halvorsen"]
"""


@pytest.mark.parametrize(
    ("name", "stated"),
    [
        ("other.txt", Metadata(publisher="The Harbour Post")),
        ("2031/a.txt", Metadata(publisher="The Harbour Post", published=PartialDate(2031))),
        ("2031/05/a.txt", Metadata(publisher="The Harbour Post", published=PartialDate(2031, 5))),
        (
            "2031/05/bridge.txt",
            Metadata("Bridge opens", "The Harbour Post", published=PartialDate(2031, 5, 16)),
        ),
        ("wire.jsonl#2", Metadata(publisher="Coast Wire")),
        ("wire.jsonl#3", Metadata(None, "Coast Wire", "Ada Quill", "https://wire.example/3")),
        ("odd[1].txt", Metadata("Brackets", "The Harbour Post")),
    ],
)
def test_the_more_particular_statement_wins_field_by_field(name: str, stated: Metadata) -> None:
    """A folder's default would hide what the curator says of one document."""
    manifest = parse_manifest(MANIFEST)
    assert manifest.of(name) == stated
    assert manifest.about(name.split("#", maxsplit=1)[0]).of(name) == stated


def test_curating_leaves_what_the_document_says_of_itself() -> None:
    """The curator would silently replace what is printed."""
    header = Metadata(title="Bridge open!", published=PartialDate(2031, 5, 17))
    curated = parse_manifest(MANIFEST).curate(document("bridge.txt", "Text.", header), "2031/05/bridge.txt")
    assert (curated.header, curated.curated.published) == (header, PartialDate(2031, 5, 16))
    assert curated.aliases == (("Jonas Halvorsen", ("Yonas Halvorsen", "J. Halvorsen")),)
    assert curated.name == "bridge.txt"
    assert set(curated.usual) == {"publisher", "author", "url"}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("[documents\n", "not valid TOML.*line 1"),
        ("[defaults]\npublished = 2031-13-40\n", "not valid TOML.*line 2"),
        (
            '[defaults]\nautor = "x"',
            "unknown key 'autor' in defaults; known are title, publisher, author, url, published",
        ),
        ("[document]", "unknown key 'document'; known are defaults, documents, aliases"),
        (
            '[documents."a.txt"]\npublished = "yesterday"',
            r'documents\."a\.txt"\.published is not a date: \'yesterday\'',
        ),
        ('[documents."a.txt"]\npublished = "2031-02-30"', "is not a date.*2031-02-30.*write 2024-05-16"),
        ('[documents."a.txt"]\npublished = 12.5', "is not a date"),
        ('[documents."a.txt"]\npublished = true', "is not a date"),
        ('[documents."a.txt"]\ntitle = 5', r'documents\."a\.txt"\.title must be a text'),
        ('[documents."a.txt"]\ntitle = " "', "not empty"),
        ('[documents]\n"a.txt" = "b"', r'documents\."a\.txt" must be a table'),
        ("documents = 3", "documents must be a table"),
        ('[aliases]\n"A" = "B"', r'aliases\."A" must be a list'),
        ('[aliases]\n"A" = [3]', r'aliases\."A" must be a text'),
        ("x = " + "[" * 5000, "not valid TOML"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, reason: str) -> None:
    """A curator would not find the one wrong line among hundreds."""
    with pytest.raises(ManifestError, match=reason) as caught:
        parse_manifest(text, "news/corpus.toml")
    assert str(caught.value).startswith("news/corpus.toml: ")
    assert "\n" not in str(caught.value)


def test_a_manifest_that_is_no_text_is_named(tmp_path: Path) -> None:
    """The error would be a traceback, or not say which file."""
    path = tmp_path / "corpus.toml"
    path.write_bytes(b'[defaults]\npublisher = "Caf\xe9"\n')
    with pytest.raises(ManifestError, match=r"corpus\.toml: not UTF-8 \(line 2\)"):
        load_manifest(path)
    with pytest.raises(ManifestError, match="cannot be read"):
        load_manifest(tmp_path / "missing.toml")


@given(st.text(max_size=200))
def test_any_text_is_a_manifest_or_a_clear_error(text: str) -> None:
    """A strange manifest would end the program with a traceback."""
    try:
        manifest = parse_manifest(text)
    except ManifestError as error:
        shown = str(error)
    else:
        shown = str(manifest.of("a.txt"))
    assert shown
