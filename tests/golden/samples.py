"""One reply of every sort that commands give, with invented people: what each renderer is shown with.

Every CardKind, every Speech, every Action key, a page, a note, a picture's place, and texts that try to be markup.
"""

from __future__ import annotations

from bot.cards import Action, Card, CardKind, Citation, Field, Image, Page, Passage, Reply, Speech
from bot.model import Span

_GAZETTE = "Harbour Gazette"
_COURIER = "Northern Courier"


def _citation(number: int, *, quote_id: int | None = None, event_id: int | None = None) -> Citation:
    return Citation(
        number=number,
        document_id=3,
        title="Port council votes on the new ferry line",
        publisher=_GAZETTE,
        published="published 10 April 2031 (curator)",
        url="https://gazette.example/2031/04/ferry",
        start=120,
        end=240,
        quote_id=quote_id,
        event_id=event_id,
    )


def _courier(number: int, **ids: int) -> Citation:
    return Citation(
        number=number,
        document_id=5,
        title="Ferries: what the councillors promised",
        publisher=_COURIER,
        published="publication date unknown",
        start=40,
        end=90,
        quote_id=ids.get("quote_id"),
        event_id=ids.get("event_id"),
    )


def _beneath_quote(quote_id: int, document_id: int) -> tuple[Action, ...]:
    return (
        Action("context", "In context", "context", {"quote": quote_id}),
        Action("source", "Source", "source", {"document": str(document_id)}),
    )


def _beneath_event(event_id: int, document_id: int) -> tuple[Action, ...]:
    return (
        Action("context", "In context", "context", {"event": event_id}),
        Action("source", "Source", "source", {"document": str(document_id)}),
    )


_MIXED_SENTENCE = (
    "Lindqvist called the old timetable “a museum piece” and asked for “patience, not petitions” from riders."
)

DIRECT_CARD = Card(
    kind=CardKind.QUOTE,
    title="Mara Lindqvist",
    subtitle="9 April 2031",
    passages=(
        Passage(
            parts=(
                "We will not sell the harbour to whoever shouts the loudest;",
                "it belongs to the people who work in it.",
            ),
            speech=Speech.DIRECT,
            label="direct",
        ),
    ),
    body='date from "yesterday", printed 10 April 2031 (curator)',
    citations=(_citation(1, quote_id=11), _courier(2, quote_id=12)),
    actions=_beneath_quote(11, 3),
)

MIXED_CARD = Card(
    kind=CardKind.QUOTE,
    title="Mara Lindqvist",
    subtitle="date unknown",
    passages=(
        Passage(
            parts=(_MIXED_SENTENCE,),
            speech=Speech.MIXED,
            label="partly quoted",
            highlights=(
                Span(_MIXED_SENTENCE.index("a museum"), _MIXED_SENTENCE.index("” and")),
                Span(_MIXED_SENTENCE.index("patience"), _MIXED_SENTENCE.index("” from")),
            ),
        ),
    ),
    body='date unknown: "Thursday"; the document has no publication date',
    citations=(_courier(3, quote_id=13),),
    actions=_beneath_quote(13, 5),
)

INDIRECT_CARD = Card(
    kind=CardKind.PARAPHRASE,
    title="unattributed",
    subtitle="April 2031",
    passages=(
        Passage(
            parts=("the council had known about the rusted pontoon since the winter",),
            speech=Speech.INDIRECT,
            label="paraphrase",
        ),
    ),
    body='passed on by the Tidewater news agency\ndate printed: "in April 2031"',
    citations=(_citation(4, quote_id=14),),
    actions=_beneath_quote(14, 3),
)

EVENT_CARD = Card(
    kind=CardKind.EVENT,
    title="16 May 2031 · Oldhaven",
    subtitle="Mara Lindqvist, Tomas Okwuosa",
    passages=(
        Passage(
            parts=("On May 16, 2031, Mara Lindqvist and Tomas Okwuosa opened the ferry line in Oldhaven.",),
            speech=Speech.REPORT,
        ),
    ),
    body='date printed: "May 16, 2031"',
    citations=(_citation(1, event_id=21),),
    actions=_beneath_event(21, 3),
)

PLANNED_CARD = Card(
    kind=CardKind.EVENT,
    title="May 2031 · planned",
    subtitle="Tomas Okwuosa",
    passages=(Passage(parts=("Okwuosa reportedly plans to visit the northern quays in May.",), speech=Speech.REPORT),),
    body='date from "May", printed 10 April 2031 (curator)',
    citations=(_citation(2, event_id=22),),
    actions=_beneath_event(22, 3),
)

PARAGRAPH = (
    "The session ran late. “We will not sell the harbour to whoever shouts the loudest,” Lindqvist said. "
    "Nobody in the gallery replied."
)

DOT = bytes.fromhex(  # a PNG of one grey pixel
    "89504e470d0a1a0a0000000d4948445200000001000000010800000000"
    "3a7e9b550000000a49444154789c6368000000820081"
    "77cd72b60000000049454e44ae426082"
)

SAMPLES: dict[str, Reply] = {
    "quote": Reply(
        heading=(
            "Mara Lindqvist (also: Lindqvist, Mara Lindquist) · 7 direct, 2 partly quoted, 6 paraphrased"
            " · 2 documents · 18 Sep 2030 – 9 Apr 2031"
        ),
        cards=(DIRECT_CARD, MIXED_CARD, INDIRECT_CARD),
        note="lindkvist → Mara Lindqvist (spelling)",
        actions=(
            Action("previous", "Previous", "quote", {"speaker": "Mara Lindqvist"}, page=1),
            Action("next", "Next", "quote", {"speaker": "Mara Lindqvist"}, page=3),
        ),
        page=Page(2, 5, 15),
    ),
    "event": Reply(
        heading="2031 · 2 events · 1 document, 1 publisher",
        cards=(EVENT_CARD, PLANNED_CARD),
        note="last year → 2031",
    ),
    "date": Reply(
        heading="10 April 2031 · mentioned once",
        cards=(
            Card(
                kind=CardKind.DATE,
                title="10 April 2031",
                passages=(
                    Passage(
                        parts=("The vote on the pontoon was put off until tomorrow.",),
                        speech=Speech.REPORT,
                        highlights=(Span(42, 50),),
                    ),
                ),
                body='date from "tomorrow", printed 9 April 2031',
                citations=(_courier(1),),
                actions=(Action("source", "Source", "source", {"document": "5"}),),
            ),
        ),
    ),
    "timeline": Reply(
        heading="Timeline · Mara Lindqvist · 1 event · 2 documents, 2 publishers, nothing after May 2031",
        cards=(
            Card(
                kind=CardKind.INFO,
                title="Timeline of Mara Lindqvist",
                image=Image(
                    DOT,
                    "Timeline of Mara Lindqvist, 1 event. 16 May 2031: Mara Lindqvist & <Tomas> opened *the* line",
                    "timeline.png",
                ),
            ),
            EVENT_CARD,
        ),
    ),
    "context": Reply(
        heading="In context · Mara Lindqvist, 9 April 2031",
        cards=(
            Card(
                kind=CardKind.QUOTE,
                title="Port council votes on the new ferry line",
                subtitle="Harbour Gazette · 10 April 2031",
                passages=(
                    Passage(
                        parts=(PARAGRAPH,),
                        speech=Speech.REPORT,
                        label="in context",
                        highlights=(Span(PARAGRAPH.index("We will"), PARAGRAPH.index(",”")),),
                    ),
                ),
                citations=(_citation(1, quote_id=11),),
                actions=(Action("source", "Source", "source", {"document": "3"}),),
            ),
        ),
    ),
    "source": Reply(
        heading="",
        cards=(
            Card(
                kind=CardKind.DOCUMENT,
                title="Port council votes on the new ferry line",
                subtitle="Harbour Gazette · 10 April 2031",
                passages=(
                    Passage(
                        parts=("The council voted 7 to 2 for the ferry line.",), speech=Speech.REPORT, label="summary"
                    ),
                    Passage(parts=("Work on the quay starts in June.",), speech=Speech.REPORT),
                ),
                fields=(
                    Field("Published", "10 April 2031, stated by the curator"),
                    Field("Author", "Ilse Brandauer"),
                    Field("Holds", "9 quotes, 4 events"),
                    Field("Number", "3"),
                    Field("Disagreement", "The curator states 10 April 2031; the page prints 9 April 2031."),
                ),
                citations=(_citation(1),),
                actions=(Action("suggestion", "Other documents", "corpus", {}),),
            ),
        ),
    ),
    "corrected": Reply(
        heading="",
        cards=(
            Card(
                kind=CardKind.DOCUMENT,
                title="Port council votes on the new ferry line",
                subtitle="Harbour Gazette",
                fields=(
                    Field("Published", "10 April 2031, stated by the curator"),
                    Field("Holds", "9 quotes, 4 events"),
                    Field("Corrected", "twice, last seen changed on 11 April 2031"),
                    Field("File", "ferry.txt"),
                    Field("Number", "3"),
                ),
                citations=(_citation(1),),
            ),
            Card(
                kind=CardKind.INFO,
                title="What changed on 11 April 2031",
                body="1 quote changed and 1 quote gone",
                fields=(
                    Field("Title", "was Council votes on ferry, is now Port council votes on the new ferry line"),
                    Field("Before", "Mara Lindqvist: “a museum piece”"),
                    Field("Now", "Mara Lindqvist: “a fine old piece”"),
                    Field("Gone", "unattributed, paraphrase: the council had known about the rusted pontoon"),
                ),
            ),
        ),
    ),
    "amended": Reply(
        heading="Mara Lindqvist · 1 direct, 1 partly quoted · 1 document",
        cards=(
            DIRECT_CARD,
            Card(
                kind=CardKind.QUOTE,
                title="Mara Lindqvist",
                subtitle="9 April 2031",
                passages=(
                    Passage(
                        parts=("Lindqvist called the old timetable “a fine old piece”.",),
                        speech=Speech.MIXED,
                        label="partly quoted",
                        highlights=(Span(36, 52),),
                    ),
                ),
                body="date printed: “9 April 2031”\nAmended on 11 April 2031: the source text changed.",
                citations=(_courier(3, quote_id=13),),
                actions=_beneath_quote(13, 5),
            ),
            Card(
                kind=CardKind.WARNING,
                title="unattributed",
                subtitle="April 2031",
                body="Removed on 11 April 2031: the source no longer has this text.",
                citations=(Citation(4, 3, "Port council votes on the new ferry line", "Harbour Gazette"),),
            ),
        ),
    ),
    "corrections": Reply(
        heading="Changed since: 3 messages · 1 not amended",
        cards=(
            Card(
                kind=CardKind.WARNING,
                title="7 · anniversaries",
                subtitle="posted 9 April 2031 · this channel",
                fields=(
                    Field("Posted", "Mara Lindqvist: “a museum piece” · Ferries: what the councillors promised"),
                    Field("Now", "Mara Lindqvist: “a fine old piece”"),
                    Field("State", "not amended"),
                ),
                actions=(Action("suggestion", "Amend 7", "corrections", {"amend": "7"}),),
            ),
            Card(
                kind=CardKind.WARNING,
                title="5 · /quote Lindqvist",
                subtitle="posted 8 April 2031 · channel 78",
                fields=(
                    Field("Gone", "unattributed, paraphrase: the council had known · ferry.txt"),
                    Field("State", "cannot be amended: The message was deleted."),
                ),
                actions=(Action("suggestion", "Amend 5 again", "corrections", {"amend": "5"}),),
            ),
            Card(
                kind=CardKind.INFO,
                title="4 · daily about Lindqvist",
                subtitle="posted 8 April 2031 · this channel",
                fields=(
                    Field("Gone", "erased · letters/7.txt"),
                    Field("State", "amended on 9 April 2031"),
                ),
            ),
        ),
        private=True,
    ),
    "who": Reply(
        heading="",
        cards=(
            Card(
                kind=CardKind.PERSON,
                title="Mara Lindqvist",
                subtitle="harbour commissioner",
                fields=(
                    Field("Also", "Lindqvist, Mara Lindquist"),
                    Field("Says", "7 direct, 2 partly quoted, 6 paraphrased"),
                    Field("In", "2 documents, 4 events"),
                    Field("Dates", "18 Sep 2030 – 9 Apr 2031"),
                ),
                actions=(
                    Action("suggestion", "Quotes", "quote", {"speaker": "Mara Lindqvist"}),
                    Action("suggestion", "Events", "event", {"what": "Mara Lindqvist"}),
                ),
            ),
            DIRECT_CARD,
        ),
    ),
    "nothing": Reply(
        heading="Nothing dated 1850.",
        cards=(
            Card(
                kind=CardKind.INFO,
                body="The archive runs from 18 September 2030 to 16 May 2031 (5 documents). Nearest: 2030.",
            ),
        ),
        actions=(Action("suggestion", "2030", "event", {"what": "2030"}),),
    ),
    "ingest": Reply(
        heading="Read: 2 new documents · 9 quotes, 4 events",
        cards=(
            Card(
                kind=CardKind.DOCUMENT,
                title="Port council votes on the new ferry line",
                subtitle="Harbour Gazette · 10 April 2031",
                fields=(
                    Field("Published", "10 April 2031, stated by the page"),
                    Field("Holds", "9 quotes, 4 events"),
                    Field("File", "gazette.example/ferry-1a2b3c4d5e.html"),
                    Field("Number", "3"),
                ),
                citations=(_citation(1),),
            ),
            Card(
                kind=CardKind.DOCUMENT,
                title="Ferries: what the councillors promised",
                subtitle=_COURIER,
                fields=(Field("Published", "publication date unknown"), Field("Holds", "0 quotes, 0 events")),
                citations=(_courier(2),),
            ),
            Card(
                kind=CardKind.WARNING,
                title="Not read",
                body="https://gazette.example/old: there is no such page\n<@U1>_@everyone_.pdf: scanned pages",
            ),
        ),
        note="and 3 more documents",
        private=True,
    ),
    "warning": Reply(
        heading="",
        cards=(
            Card(
                kind=CardKind.WARNING,
                body='"3/4/2031" may be 3 April 2031 or 4 March 2031: type the one you mean.',
            ),
        ),
        private=True,
    ),
    "hostile": Reply(
        heading="@everyone · *Brackett* <!channel> & [bold]Sons[/bold] · 1 direct",
        cards=(
            Card(
                kind=CardKind.QUOTE,
                title="**Ann** _Brackett_ <@U123>",
                subtitle="1 May 2031",
                passages=(
                    Passage(
                        parts=(
                            (
                                "```end``` [click](https://evil.example) <https://evil.example|here> @here"
                                " \x1b[31mred\x1b[0m \u202eesrever\u202c ~~x~~ ||spoiler|| > quote\n# head\n- item"
                            ),
                        ),
                        speech=Speech.DIRECT,
                        label="direct",
                    ),
                ),
                body='date printed: "1 May 2031"',
                citations=(
                    Citation(
                        number=1,
                        document_id=9,
                        title="`code` & <b>*title*</b> [link=x]rich[/link]",
                        publisher="_Pub_ & *Co*",
                        published="published 1 May 2031 (printed)",
                        url="https://evil.example/)]>(x",
                        start=0,
                        end=9,
                        quote_id=31,
                    ),
                ),
                actions=_beneath_quote(31, 9),
            ),
        ),
    ),
}
