"""What is typed and what is answered, over an archive of invented documents.

Each dialog is a line and pieces of the answer as the console prints it, in order; a piece behind "!" must not occur.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.chat.console_render import render
from bot.commands.dispatch import answer_line
from bot.commands.table import COMMANDS
from bot.store.corpus import Corpus
from tests.dialogs.shown import check_answer

NOW = dt.datetime(2032, 5, 16, 9, tzinfo=dt.UTC)
WIDE = 100

QUOTES = [
    (
        "/quote Lindqvist",
        [
            "Mara Lindqvist (also: Mara Lindquist) · 2 direct, 1 partly quoted · named in 4 documents",
            "2 Mar 2031 – 16 May 2031",
            "Lindqvist → Mara Lindqvist (surname)",
            "Mara Lindqvist · 9 April 2031",
            "“We will not sell the harbour to whoever shouts the loudest, […] It belongs to those who work in it.”",
            'direct · date from "yesterday", printed 10 April 2031 (curator)',
            "[1] Port council votes on the new ferry line · Harbour Gazette · published 10 April 2031",
            "Lindqvist called the old timetable “a museum piece” and promised new ferries.",
            "partly quoted ·",
            "“Patience is cheaper than concrete,”",
            "[3] Harbour quotes of the week · Harbour Gazette",
            "[4] Ferry debate · Northern Courier",
            "!/more",
        ],
    ),
    (
        "/quote Vale",
        [
            "Jonas Vale · 2 partly quoted, 1 paraphrased · named in 1 document",
            "Jonas Vale · reported 3 March 2031",
            "Jonas Vale said the harbour was “open for business” but warned of “long winters” ahead.",
            "partly quoted · day not told",
            "[1] Ferry debate",
            "![2]",
        ],
    ),
    ("/quote lindqvist", ["Mara Lindqvist (also: Mara Lindquist)"]),
    ("/quote Mara Lindquist", ["Mara Lindqvist (also", "Mara Lindquist → Mara Lindqvist (another name)"]),
    ("/quote Линдквист", ["Mara Lindqvist (also", "Линдквист → Mara Lindqvist ("]),
    ("/quote Lindqvst", ["Mara Lindqvist (also", "Lindqvst → Mara Lindqvist (spelling)"]),
    ("/quote Mara Lindqvist", ["Mara Lindqvist (also", "!→"]),
    (
        "/quote Okwuosa",
        ["Tomas Okwuosa · 1 paraphrased", "the ferry line would carry ten thousand", "!“the ferry", "paraphrase ·"],
    ),
    ("/quote Lindqvist about museum", ["Mara Lindqvist · museum · 1 partly quoted", "“a museum piece”", "!Patience"]),
    ("/quote Lindqvist in March 2031", ["Mara Lindqvist · March 2031 · 1 direct", "Patience", "!museum"]),
    ("/quote Lindqvist kind:partly", ["Mara Lindqvist · 1 partly quoted", "!Patience"]),
    ("/quote Lindqvist kind:mixed", ["Mara Lindqvist · 1 partly quoted", "!Patience"]),
    ("/quote Lindqvist from Courier", ["Courier → Northern Courier", "Patience", "!museum"]),
]

SPOKEN_WORDS = [
    ('/quote "a museum piece"', ["“a museum piece” · 1 partly quoted", "Mara Lindqvist", "!Patience"]),
    ("/quote “Lindqvist”", ["Mara Lindqvist (also: Mara Lindquist)"]),
    ('/quote "lindqvist"', ["Mara Lindqvist (also: Mara Lindquist)"]),
    ('/quote Lindqvist "museum piece"', ["Mara Lindqvist · “museum piece” · 1 partly quoted", "!Patience"]),
    ('/quote Lindqvist "a museum piece" 2031', ["Mara Lindqvist · “a museum piece” · 2031 ·"]),
    (
        '/quote Okwuosa "a museum piece"',
        ["No quote found for Tomas Okwuosa", "“a museum piece”: 1 quote.", '· /quote "a museum piece"'],
    ),
    ('/quote Nemo "a museum piece"', ["Nobody called “Nemo” in the archive."]),
    ('/quote "Nemo"', ["Nobody called"]),
]

UNNAMED = [
    (
        "/quote unattributed",
        ["unnamed speakers · 1 paraphrased", "unattributed · 2 March 2031", "the pontoon had rusted through", "!Vale"],
    ),
    ("/quote anonymous about pontoon", ["unnamed speakers · pontoon · 1 paraphrased"]),
    (
        "/quote nobody about bridges",
        ["No quote found for unnamed speakers · bridges.", "unnamed speakers: 1 quote.", "Try: /quote unattributed"],
    ),
]

EVENTS = [
    (
        "/event 2031",
        [
            "2031 · 3 events · 2 documents, 1 publisher",
            "16 May 2031 · Oldhaven · Mara Lindqvist, Tomas Okwuosa",
            "signed a joint statement in Oldhaven",
            "date printed:",
            "[1] A joint statement · publication date unknown",
            "May 2031 · planned · Tomas Okwuosa",
            "9 April 2031 · Oldhaven · Mara Lindqvist",
        ],
    ),
    ("/event last year", ["last year → 2031", "3 events"][::-1]),
    ("/event May 2031", ["May 2031 · 2 events"]),
    ("/event 2031-05-16", ["16 May 2031 · 1 event", "2031-05-16 → 16 May 2031"]),
    ('/event "joint statement"', ["“joint statement” · 1 event"]),
    ('/event "statement joint"', ["No event found for “statement joint”."]),
    ("/event Okwuosa", ["Tomas Okwuosa · 3 events"]),
    (
        "/event 2031 Okwuosa Oldhaven",
        [
            "Tomas Okwuosa · Oldhaven · 2031 · 1 event",
            "Taken as time 2031, name Tomas Okwuosa, place Oldhaven",
        ],
    ),
    (
        "/event Lindqvist Okwuosa 2031",
        [
            "Mara Lindqvist · Okwuosa · 2031 · 1 event",
            "Okwuosa is looked for as a word: one name at a time",
            "signed a joint statement",
        ],
    ),
    ("/event 2031 person:Lindqvist", ["Mara Lindqvist · 2031 · 2 events"]),
    ("/event 2031 place:Oldhaven", ["Oldhaven · 2031 · 2 events"]),
    ("/event 2031 from Harbour Gazette", ["2031 · Harbour Gazette · 2 events"]),
    ("/event 2031 -statement", ["2031 · 2 events", "!joint"]),
    ("/event what happened in May 2031", ["May 2031 · 2 events"]),
    ("/event put off", ["put off · 1 event", "date unknown", "The vote was put off until Thursday"]),
]

DAYS = [
    (
        "/date 9 April 2031",
        ["9 April 2031 · 1 event, 2 quotes · 1 document, 1 publisher", "opened the debate", "We will not sell"],
    ),
    ("/date 2 March 2031", ["2 March 2031 · 2 quotes", "Patience", "unattributed · 2 March 2031", "!mention"]),
    ("/date 2031 page 9", ["page 2 of 2", "!page 9"]),
    ("/event 2031 page 9", ["2031 · 3 events", "16 May 2031 · Oldhaven"]),
    ("/date joint statement", ["joint statement · 1 event · 16 May 2031", "16 May 2031 · Oldhaven"]),
    ("/date elected", ["elected · 1 event · 7 May 2029"]),
    ("/today", ["On 16 May · 1 event", "16 May 2031 · 1 year ago · Oldhaven"]),
    ("/today 7 May", ["On 7 May · 1 event", "7 May 2029 · 3 years ago · Northquay"]),
    ("/today 3 May", ["Nothing in the archive happened on a 3 May.", "Try: /event May 2031 · /event May 2029"]),
    ("/today 3 July", ["Nothing in the archive happened on a 3 July.", "!Try"]),
    ("/today May", ['"May" is not one day. For example: /today 16 May']),
]

BRIEFINGS = [
    (
        "/brief Lindqvist",
        [
            "Briefing · Mara Lindqvist · 4 documents, 2 publishers, nothing after May 2031 · 2 Mar 2031 – 16 May 2031",
            "9 April 2031 · Oldhaven",
            "16 May 2031 · Oldhaven",
            "“We will not sell",
            "Not known",
            "1 document without a date of publication",
            "Port council votes on the new ferry line: The curator states 10 April 2031; the page prints",
            "Behind it: 4 documents, 2 publishers",
        ],
    ),
    ("/brief Vale", ["Briefing · Jonas Vale", "1 quote whose day is not told, only that of publication"]),
    ("/brief pontoon", ["Briefing · pontoon · 1 document", "1 quote without a named speaker"]),
    (
        "/brief debate",
        ["Briefing · debate · 1 document", "Behind it: 1 document", "In the title alone: 1 document [3] Ferry"],
    ),
    ("/event joint statment", ["No event found for joint statment.", "Without statment: 1 event.", "!Sentences"]),
    ("/event joint statment", ["Did you mean joint statement?", "Try: /event joint statement · /event joint"]),
    ("/search timetabel", ["No passage found for timetabel.", "Did you mean timetable?", "Try: /search timetable"]),
    ("/event timetabel", ["No event found for timetabel.", "!Did you mean"]),
    ("/event xylophone", ["No event found for xylophone.", "!Did you mean"]),
    (
        "/brief ferry debate",
        ["No event or quote found", "Sentences with ferry debate: 1.", "Try: /brief debate · /search ferry debate"],
    ),
    ("/quote Okwuosa about:debate", ["Tomas Okwuosa: 1 quote.", "!Sentences that name"]),
    ("/brief May 2031", ["Briefing · May 2031", "1 event planned; the outcome is not told here"]),
]

SEARCHES = [
    ("/search pontoon", ["pontoon · 1 quote, 1 sentence", "unattributed", "The pontoon was repaired at some time."]),
    ("pontoon", ["pontoon · 1 quote, 1 sentence"]),
    ("what did Okwuosa say about a ferry", ["Okwuosa ferry", "Try: /quote Tomas Okwuosa about:ferry"]),
    ("/search pontoon -clerk -rusted", ["1 sentence", "!unattributed"]),
    ('/search "Patience is"', ["“Patience is” · 1 quote", "[2] Ferry debate", "!sentence"]),
    ("/search ferries person:Lindqvist", ["Mara Lindqvist · ferries · 1 sentence"]),
    ("/search elected before:2030", ["elected · before 2030 · 1 event"]),
    ("/search elected after:2030", ["No passage found for elected · after 2030.", "elected: 1 passage."]),
    ("/search elected after:2030", ["Try: /search elected", "!Try: /search elected after:2030"]),
    ("/search pontoon publisher:Herald", ['/search has no option "publisher". Its options are after, before, from, ']),
    ("pontoon publisher:Herald", ["No passage found for pontoon"]),
    ("/search -pontoon", ["There is nothing to look for but words to leave out."]),
    (
        "/event place:",
        ["/event place: is followed by nothing", "only events at this place", "/event 2024 place:Geneva"],
    ),
    ('/event 2031 place: ""', ["/event place: is followed by nothing"]),
    ("/quote Lindqvist kind:", ["/quote kind: is followed by nothing", "For example: kind:direct"]),
    ("pontoon from:", ["pontoon · 1 quote"]),
    ("/search 😀 !!!", ["There is no word to look for in “😀 !!!”."]),
    ('/brief ""', ["There is no word to look for between the quotation marks."]),
    ("/event 😀", ["There is no word to look for in “😀”."]),
    ("/quote Lindqvist about:😀", ["There is no word to look for in “😀”."]),
    (
        "/search ferry after:2031 before:2030",
        ["Nothing lies after 2031 and before 2030: turn them round."],
    ),
]

REFERENCE = [
    (
        "/who Lindqvist",
        [
            "Mara Lindqvist · Harbour commissioner",
            "Also: Mara Lindquist",
            "Says: 2 direct, 1 partly quoted",
            "In: 4 documents, 2 events",
            "Dates: 2 Mar 2031 – 16 May 2031",
            "“We will not sell",
            "Try: /quote Mara Lindqvist · /event Mara Lindqvist · /brief Mara Lindqvist",
        ],
    ),
    ("/who Oldhaven", ["Oldhaven · place", "!quoted"]),
    (
        "/source 1",
        [
            "Port council votes on the new ferry line · Harbour Gazette · 10 April 2031",
            "Harbour commissioner Mara Lindqvist opened the debate in Oldhaven yesterday.",
            "Published: 10 April 2031, in the document's header",
            "Holds: 2 quotes, 2 events",
            "Disagreement: The curator states 10 April 2031; the page prints 11 April 2031.",
            "https://gazette.example/ferry",
        ],
    ),
    ("/source courier", ["Also meant may be “Ferry debate” (2).", "Harbour quotes of the week"]),
    ("/source week", ["Harbour quotes of the week · Harbour Gazette"]),
    (
        "/corpus",
        [
            "The archive runs from 7 May 2029 to 16 May 2031 (5 documents).",
            "Quotes: 8 (2 direct, 3 partly quoted, 3 paraphrased)",
            "Publishers: Harbour Gazette (2), Northern Courier (1)",
            "Without a date: A joint statement; The pontoon",
        ],
    ),
    ("/help", ["/event: What happened", "/quote: ", "/search: ", "!/context"]),
    ("/help quote", ["/quote", "For example:", "about (optional):", "direct, mixed or indirect"]),
    ("/help context", ['There is no command "context".']),
]

NOTHING = [
    (
        "/event 1850",
        ["Nothing dated 1850.", "The archive runs from 7 May 2029 to 16 May 2031 (5 documents). Nearest: 2029."],
    ),
    ("/event since 2040", ["Nothing since 2040.", "Nearest: 2031."]),
    ("/event 12 May 2031", ["Nothing dated 12 May 2031.", "Nearest: May 2031.", "Try: /event May 2031"]),
    (
        "/event 9 April 2032",
        ["Nothing dated 9 April 2032.", "On 9 April of other years: 1 event.", "Try: ", "/today 9 April"],
    ),
    ("/event Okwosa", ["No event found for Okwosa.", "Did you mean Tomas Okwuosa?", "Try: /event Tomas Okwuosa"]),
    (
        "/quote Lindqvist about climate",
        ["No quote found for Mara Lindqvist · climate.", "Mara Lindqvist: 3 quotes.", "Try: /quote Mara Lindqvist"],
    ),
    ("/quote Lindqvist 2030", ["No quote found for Mara Lindqvist · 2030.", "Nearest: 2031."]),
    ("/quote the commissioner", ["Described so: Mara Lindqvist.", "!Quoted most", "Try: /quote Mara Lindqvist"]),
    ("/quote Zzyzx", ["Nobody called “Zzyzx” in the archive.", "The archive runs from"]),
    (
        "/quote Lindqvist from Tribune",
        ["No publisher called “Tribune”", "It has Harbour Gazette and Northern Courier."],
    ),
    ("/search zebra 31 February 2024", ["No passage found for zebra 31 February 2024."]),
    ("/search pontoon or 3/4/2021", ["No passage found"]),
    ("/search zebra", ["No passage found for zebra.", "The archive runs from"]),
    ("/date 3/4/2031", ["3 April 2031 or 4 March 2031"]),
    ("/today 1 January", ["Nothing in the archive happened on a 1 January."]),
    ("/brief zebra", ["No event or quote found for zebra."]),
    ("/who Zzyzx", ["Nobody called “Zzyzx” in the archive."]),
    ("/source xyzzy", ["No document called “xyzzy” in the archive.", "Try: /corpus"]),
    ("/context quote:999", ["no longer in the archive"]),
    ("/context document:1 start:5 end:99999", ["no longer in the archive"]),
    ("/qoute Lindqvist", ["There is no command /qoute. Did you mean /quote?"]),
]


_WORDS = [
    *(
        "Lindqvist",
        "Okwuosa",
        "Oldhaven",
        "2031",
        "March",
        "about",
        "from",
        "on",
        "page",
        "2",
        "-",
        '"',
        "“",
        "*",
        "%",
        "_",
    ),
    *(
        "(",
        ")",
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "person:",
        "kind:direct",
        "after:",
        "'",
        ";",
        "--",
        "\\",
        "\x00",
        "\ud800",
        "⁇",
    ),
    *("ﬁ", "İ", "ß", "last", "year", "since", "0", "99999999999999999999", "joint", "statement", "ferries"),
]


@given(
    st.sampled_from(["", *(f"/{command.name} " for command in COMMANDS if not command.admin)]),
    st.text(max_size=40) | st.lists(st.sampled_from(_WORDS), max_size=7).map(" ".join),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
def test_any_question_is_answered(corpus: Corpus, command: str, text: str) -> None:
    """Some question would be answered with an excuse and an entry in the log."""
    reply = answer_line(command + text, corpus, now=NOW)
    assert "The log has it as" not in render(reply, 60)


@pytest.mark.parametrize(
    ("line", "pieces"),
    [*QUOTES, *SPOKEN_WORDS, *UNNAMED, *EVENTS, *DAYS, *BRIEFINGS, *SEARCHES, *REFERENCE, *NOTHING],
    ids=lambda value: str(value)[:40],
)
def test_dialog(corpus: Corpus, line: str, pieces: list[str]) -> None:
    """A question would be misunderstood, or its answer would lack what it has to say."""
    check_answer(corpus, line, pieces, now=NOW, width=WIDE)
