"""Mail and mailboxes, made by Python's own library."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest

from bot.model import Document, Metadata, PartialDate
from bot.readers import Notice, Source, read_bytes
from bot.readers import read as read_source

TEXT = "The harbour bridge is open, the minister said.\n"


def read(name: str, data: bytes) -> tuple[dict[str, Document], list[str]]:
    """Read ``data`` as a file of that name: the documents by name, and the lines for a person."""
    results = read_bytes(name, data)
    documents = {result.name: result for result in results if isinstance(result, Document)}
    return documents, [str(result) for result in results if isinstance(result, Notice)]


def mail(text: str = TEXT, subtype: str = "plain", **fields: str) -> EmailMessage:
    """A message."""
    message = EmailMessage()
    stated = {"Subject": "Bridge opens", "From": "Ada Quill <ada@harbour.example>"}
    stated["Date"] = "Fri, 16 May 2031 23:30:00 -0500"
    for field, value in (stated | fields).items():
        message[field] = value
    message.set_content(text, subtype=subtype)
    return message


def test_a_message_has_its_subject_sender_and_day() -> None:
    """A press release would have no title, no sender, or the day of another time zone."""
    documents, notices = read("a.eml", mail().as_bytes())
    assert documents["a.eml"].text == TEXT
    assert documents["a.eml"].header == Metadata("Bridge opens", None, "Ada Quill", None, PartialDate(2031, 5, 16))
    assert notices == []


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("FW: Bridge opens", "Bridge opens"),
        ("RE: Fwd: Bridge opens", "Bridge opens"),
        ("Re[2]: Bridge opens", "Bridge opens"),
        ("Recall: bridge opens", "Recall: bridge opens"),
        ("Re:", None),
    ],
)
def test_a_title_is_the_subject_without_what_an_answer_puts_before_it(subject: str, title: str | None) -> None:
    """A release that was passed on would be listed as "FW: ..."."""
    documents, _ = read("a.eml", mail(Subject=subject).as_bytes())
    assert documents["a.eml"].header.title == title


def test_attachments_are_documents_of_their_own() -> None:
    """The press release itself is what is attached; a path in its name must not lead anywhere."""
    message = mail()
    message.add_attachment("Attached text.", filename="../../note.txt")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    message.add_attachment(b"\x00", maintype="application", subtype="x-thing", filename="a.xyz")
    message.add_attachment(mail("Forwarded.", Subject="Older"))
    documents, notices = read("a.eml", message.as_bytes())
    assert {name: document.text.strip() for name, document in documents.items()} == {
        "a.eml": TEXT.strip(),
        "a.eml/note.txt": "Attached text.",
        "a.eml/message.eml": "Forwarded.",
    }
    assert documents["a.eml/message.eml"].header.title == "Older"
    assert notices == ["a.eml: 1 file of another format in it is passed over: .xyz (1)"]


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (
            mail("<html><p>One &amp; two</p><ul><li>three<br>four</ul><script>x</script>", "html"),
            "One & two\n\n- three\nfour",
        ),
        (mail("Größe übte Überfluß"), "Größe übte Überfluß"),
    ],
    ids=["html", "umlauts"],
)
def test_every_kind_of_body_gives_its_text(message: EmailMessage, text: str) -> None:
    """A mail that is HTML alone would be lost, or its tags be read as text."""
    documents, notices = read("a.eml", message.as_bytes())
    assert (documents["a.eml"].text.strip(), notices) == (text, [])


def test_an_html_part_speaks_where_the_plain_one_says_nothing() -> None:
    """Newsletters whose plain part says "open this in a browser" would be empty."""
    message = mail("See browser.\n")
    message.add_alternative(f"<p>{TEXT * 3}</p>", subtype="html")
    documents, _ = read("a.eml", message.as_bytes())
    assert documents["a.eml"].text == (TEXT * 3).replace("\n", " ").strip()


def test_a_text_that_a_picture_parts_is_whole() -> None:
    """What a correspondent wrote below a photograph would be lost."""
    message = mail("Above.\n")
    message.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="bridge.png", disposition="inline")
    message.add_attachment("Below.\n", disposition="inline")
    documents, notices = read("a.eml", message.as_bytes())
    assert documents["a.eml"].text.split() == ["Above.", "Below."]
    assert notices == []


def test_flowed_lines_are_joined_so_that_quotes_stay_whole() -> None:
    """A quote would be broken at every seventieth letter."""
    lines = "“We kept \nour word,” he \nsaid.\nNext.\n-- \nAda\n> quoted \n> on\n"
    data = mail(lines).as_bytes().replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    documents, _ = read("a.eml", data)
    assert documents["a.eml"].text.strip() == "“We kept our word,” he said.\nNext.\n--\nAda\n> quoted on"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"no header at all", "no mail: it has no header lines"),
        (b"Subject: x\n\n", "no text in it"),
        (b"Subject: =?utf-8?q?=ZZ?=\nFrom: <<<\nDate: never\nContent-Type: text/plain; charset=none\n\n", "no text"),
    ],
)
def test_a_broken_message_is_one_clear_line(data: bytes, reason: str) -> None:
    """What somebody's mailer wrote would end the run."""
    documents, (notice,) = read("a.eml", data)
    assert (documents, notice.startswith(f"a.eml: {reason}")) == ({}, True)


def test_a_lying_charset_and_a_doubtful_date_do_not_cost_the_message() -> None:
    """A mail with one wrong header line would be lost."""
    data = b"Subject: x\nDate: soon\nContent-Type: text/plain; charset=utf-7-or-so\n\nCaf\xe9 du port, ouvert.\n"
    documents, _ = read("a.eml", data)
    assert documents["a.eml"].text == "Café du port, ouvert.\n"
    assert documents["a.eml"].header == Metadata("x")


def test_a_mailbox_gives_each_message(tmp_path: Path) -> None:
    """A reporter's mail of years would have to be taken apart by hand."""
    box = mailbox.mbox(tmp_path / "in.mbox")
    for number in range(3):
        box.add(mail(f"Message {number}.\n\nFrom here on the text goes on.\n"))
    box.close()
    documents, notices = read("in.mbox", (tmp_path / "in.mbox").read_bytes())
    assert notices == []
    assert {name: document.text.strip() for name, document in documents.items()} == {
        f"in.mbox#{number + 1}": f"Message {number}.\n\nFrom here on the text goes on." for number in range(3)
    }


def test_a_message_beyond_the_limit_is_left_out_alone() -> None:
    """One mail with a film attached would cost the mailbox, or the machine its memory."""
    data = b"From a\nSubject: 1\n\n" + b"x" * 5000 + b"\n\nFrom b\nSubject: 2\n\nShort.\n"
    results = list(read_source(Source.memory(data, "in.mbox", limit=1000)))
    assert [str(one) for one in results if isinstance(one, Notice)] == [
        "in.mbox#1: larger than 0.001 MB, the limit for one document; left out"
    ]
    assert [one.name for one in results if isinstance(one, Document)] == ["in.mbox#2"]
    assert read("in.mbox", b"nothing\n")[1] == ["in.mbox: no mailbox: no line begins with “From ”; left out"]
