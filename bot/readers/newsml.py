"""The agencies' formats: NewsML-G2 and NITF, both of the IPTC. Their few elements that matter here are read by lxml."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from bot.errors import ReadError
from bot.model import Document, Metadata, PartialDate
from bot.readers.document import document
from bot.readers.encoding import storable
from bot.readers.feeds import slug
from bot.readers.fields import stated_date
from bot.readers.markup import WEB, Vocabulary, line_of, text_of
from bot.readers.members import Members
from bot.readers.source import Notice, Source

_NITF = Vocabulary(
    blocks=WEB.blocks | {"block", "body.content", "body.end", "hl2", "bq", "tagline", "media", "media-caption", "note"},
    silent=WEB.silent | {"media-metadata", "media-producer", "media-reference"},
    items=WEB.items,
)


def nitf_of(name: str, root: etree._Element) -> Document:
    """A NITF file: dateline and content as the text. Raises ReadError where it has no text."""
    text = _nitf_text(root)
    if not text:
        raise ReadError(name, "no text in it; left out")
    return document(name, text, _nitf_header(root))


def items_of(source: Source, root: etree._Element) -> Iterator[Document | Notice]:
    """The text items of a NewsML-G2 file: one goes by the file's name, of several each by its identifier."""
    items = [root] if _local(root) == "newsItem" else list(root.iterfind(".//{*}newsItem"))
    members, found = Members(source), 0
    for item in items:
        identifier = item.get("guid") or "item"
        name = source.name if len(items) == 1 else members.unique(slug(identifier))
        text, inner = _item_text(item)
        if text:
            found += 1
            yield document(name, text, _item_header(item, inner))
    if not found:
        raise ReadError(source.name, "no text item in it; left out")


def _item_text(item: etree._Element) -> tuple[str, Metadata]:
    """The text of an item, and what the NITF in it states, if there is one."""
    for content in item.iterfind("{*}contentSet/*"):
        kind = (content.get("contenttype") or "").lower()
        if _local(content) == "inlineData" and (not kind or kind.startswith("text/plain")):
            return storable((content.text or "").strip())[0], Metadata()
        inner = content.find("*") if _local(content) == "inlineXML" else None
        if inner is not None and _local(inner) == "nitf":
            return _nitf_text(inner), _nitf_header(inner)
        if inner is not None:
            body = inner.find("{*}body")
            return text_of(body if body is not None else inner), Metadata()
    return "", Metadata()


def _item_header(item: etree._Element, inner: Metadata) -> Metadata:
    """What item and content metadata state. The date is when the first version was issued, else this one."""
    about, content = "{*}itemMeta/{*}", "{*}contentMeta/{*}"
    provider = item.find(f"{about}provider")
    literal = provider.get("literal") if provider is not None else None
    return Metadata(
        title=line_of(item.find(f"{content}headline")) or line_of(item.find(f"{about}title")) or inner.title,
        publisher=_name(provider) or literal or inner.publisher,
        author=line_of(item.find(f"{content}by")) or _name(item.find(f"{content}creator")) or inner.author,
        published=_date(line_of(item.find(f"{about}firstCreated")))
        or _date(line_of(item.find(f"{about}versionCreated")))
        or inner.published,
    )


def _nitf_text(root: etree._Element) -> str:
    dateline = line_of(root.find("{*}body/{*}body.head/{*}dateline"))
    content = root.find("{*}body/{*}body.content")
    text = text_of(content, _NITF) if content is not None else ""
    return "\n\n".join(filter(None, (dateline, text))) if text else ""


def _nitf_header(root: etree._Element) -> Metadata:
    head = "{*}body/{*}body.head/{*}"
    paper, issue = root.find("{*}head/{*}pubdata"), root.find("{*}head/{*}docdata/{*}date.issue")
    return Metadata(
        title=line_of(root.find(f"{head}hedline/{{*}}hl1")) or line_of(root.find("{*}head/{*}title")),
        publisher=(paper.get("name") if paper is not None else None) or line_of(root.find(f"{head}distributor")),
        author=line_of(root.find(f"{head}byline/{{*}}person")) or line_of(root.find(f"{head}byline")),
        published=_date(issue.get("norm") if issue is not None else None)
        or _date(paper.get("date.publication") if paper is not None else None),
    )


def _name(element: etree._Element | None) -> str | None:
    return line_of(element.find("{*}name")) if element is not None else None


def _date(text: str | None) -> PartialDate | None:
    return stated_date(text) if text else None


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
