"""/timeline, /compare and events that several papers tell, as they are typed and answered; invented papers."""

from __future__ import annotations

import datetime as dt
import io
import sys
from collections.abc import Iterator

import pytest
from PIL import Image

from bot.cards import Reply
from bot.commands.command import Invocation
from bot.commands.dispatch import answer, answer_line
from bot.model.subscriptions import PostKind, Wish
from bot.schedule.anniversaries import anniversaries
from bot.store.chats.editorial import fingerprint
from bot.store.corpus import Corpus
from bot.store.writing.write import ArchiveWriter
from tests.archives import KINDS, open_archive
from tests.builders import annotated, happened, said

NOW = dt.datetime(2032, 5, 16, 9, tzinfo=dt.UTC)
_PEOPLE = {"Mara Lindqvist": ("Lindqvist",), "Tomas Okwuosa": ("Okwuosa",)}
_BOTH = ("Mara Lindqvist", "Tomas Okwuosa")

GAZETTE = "Mara Lindqvist and Tomas Okwuosa signed a joint statement on ferries for 12 towns on 16 May 2031.\n"
COURIER = (
    "In May Okwuosa and Lindqvist signed a joint statement.\n“Ferries are cheap,” Lindqvist said. “Ferries are fast.”\n"
)
HERALD = "Lindqvist and Okwuosa signed the joint statement on ferries for 14 towns on 15 May 2031.\n"
DIARY = (
    "Lindqvist plans to sign a joint statement with Okwuosa in May.\n“Patience is cheap,” Lindqvist said."
    " “Patience is fast.” “Patience is all.”\nThe first quay was dug in 1850. It was blessed on 29 February 1852."
    " A ship came in the year 44.\n"
)


@pytest.fixture(scope="module", params=KINDS)
def corpus(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Four papers of 2030 and 2031 on one statement."""
    papers = (
        annotated(
            "gazette.txt",
            GAZETTE,
            published="2031-05-17",
            title="Signed",
            publisher="Harbour Gazette",
            people=_PEOPLE,
            events=(happened(GAZETTE.strip(), "2031-05-16", _BOTH, trigger="signed"),),
        ),
        annotated(
            "courier.txt",
            COURIER,
            published="2031-06-02",
            title="The month in review",
            publisher="Northern Courier",
            people=_PEOPLE,
            quotes=(
                said("Ferries are cheap,", who="Mara Lindqvist", on="2031-06-01"),
                said("Ferries are fast.", who="Mara Lindqvist", on="2031-06-01"),
            ),
            events=(happened(COURIER.split("\n", maxsplit=1)[0], "2031-05", _BOTH[::-1], trigger="signed"),),
        ),
        annotated(
            "herald.txt",
            HERALD,
            published="2031-05-18",
            title="A statement",
            publisher="Herald",
            people=_PEOPLE,
            events=(happened(HERALD.strip(), "2031-05-15", _BOTH, trigger="signed"),),
        ),
        annotated(
            "diary.txt",
            DIARY,
            published="2030-04-10",
            title="The year ahead",
            publisher="Diary",
            people=_PEOPLE,
            quotes=(
                said("Patience is cheap,", who="Mara Lindqvist", on="2030-04-09"),
                said("Patience is fast.", who="Mara Lindqvist", on="2030-04-09"),
                said("Patience is all.", who="Mara Lindqvist"),
            ),
            events=(
                happened(DIARY.split("\n", maxsplit=1)[0], "2031-05", _BOTH, planned=True, trigger="sign"),
                happened("The first quay was dug in 1850.", "1850", trigger="dug"),
                happened("It was blessed on 29 February 1852.", "1852-02-29", trigger="blessed"),
                happened("A ship came in the year 44.", "0044", trigger="came"),
            ),
        ),
    )
    with open_archive(request.param, tmp_path_factory.mktemp("times")) as database:
        writer = ArchiveWriter(database)
        for paper in papers:
            writer.store_document(paper)
        yield Corpus(database)


def ask(corpus: Corpus, line: str) -> Reply:
    """The answer to a typed line."""
    return answer_line(line, corpus, now=NOW)


def test_one_card_for_what_three_papers_tell(corpus: Corpus) -> None:
    """One event would be listed three times, or papers that disagree be smoothed over."""
    reply = ask(corpus, "/event May 2031")
    assert reply.heading == "May 2031 · 2 events · 4 documents, 4 publishers, nothing after June 2031"
    card, plan = reply.cards
    assert card.title == "16 May 2031"
    assert card.body.split("\n")[1:] == [
        "Dates differ: 16 May 2031 (Harbour Gazette [1]); 15 May 2031 (Herald [2])",
        "Figures differ: “12 towns” (Harbour Gazette [1]); “14 towns” (Herald [2])",
        "planned for May 2031 (Diary [4]); happened 16 May 2031",
    ]
    assert [citation.publisher for citation in card.citations] == [
        "Harbour Gazette",
        "Herald",
        "Northern Courier",
        "Diary",
    ]
    assert plan.body.endswith("happened 16 May 2031 (Harbour Gazette [6])")
    assert len({citation.number for citation in reply.citations}) == len(reply.citations)


def test_timeline(corpus: Corpus) -> None:
    """The picture would be missing, or not say in words what it shows; the cards would not be in the order of time."""
    reply = ask(corpus, "/timeline Lindqvist")
    assert reply.heading == (
        "Timeline · Mara Lindqvist · 2 events, 5 quotes · 4 documents, 4 publishers, nothing after June 2031"
    )
    assert "1 event or quote without a date left out." in reply.note
    first, *cards = reply.cards
    assert first.image is not None
    with Image.open(io.BytesIO(first.image.data)) as image:
        assert image.format == "PNG"
    for words in ("Timeline of Mara Lindqvist", "nothing after June 2031", "9 April 2030", "16 May 2031", "Patience"):
        assert words in first.image.alt
    assert len(first.image.alt) <= 500
    assert [card.subtitle if card.passages[0].speech == "direct" else card.title for card in cards] == [
        "9 April 2030",
        "9 April 2030",
        "May 2031 · planned",
        "16 May 2031",
        "1 June 2031",
    ]
    assert all(card.citations for card in cards)


def test_timeline_pages(corpus: Corpus) -> None:
    """The picture would be sent again with every page."""
    assert ask(corpus, "/timeline Lindqvist page 2").cards[0].image is None


def test_timeline_dark(corpus: Corpus) -> None:
    """Who reads at night would be dazzled."""
    light, dark = (ask(corpus, f"/timeline Lindqvist {look}").cards[0].image for look in ("light", "dark"))
    assert light is not None
    assert dark is not None
    assert light.alt == dark.alt
    assert light.data != dark.data


def test_timeline_without_matplotlib(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra there would be no answer at all, or nobody would say what to install."""
    for name in [name for name in sys.modules if name.startswith("matplotlib")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    reply = ask(corpus, "/timeline Lindqvist")
    assert "In words only. A picture needs an optional part: pip install 'briefing-bot[pictures]'" in reply.note
    assert len(reply.cards) == 5
    assert all(card.image is None for card in reply.cards)


@pytest.mark.parametrize(
    "line",
    [
        "/timeline 1850 to 1852",
        "/timeline 44",
        "/timeline until 1900",
        "/timeline 29 February 1852",
        "/today 29 February",
        "/date 29 February 1852",
        "/event 29 February 2032",
        "/event 29 February 2031",
        "/event 44 BC",
        "/timeline 44 BC",
        "/date 9999",
        "/compare Lindqvist before 1900 and since 1900",
        "/event before 1",
        "/date 31 February",
    ],
)
def test_odd_times(corpus: Corpus, line: str) -> None:
    """A leap day, a century long ago or before Christ would end in an error."""
    reply = ask(corpus, line)
    assert reply.heading or reply.cards
    shown = repr(reply)
    assert "went wrong" not in shown
    assert "· 0 years ago" not in shown
    assert "-" not in [card.title[:1] for card in reply.cards]


def test_before_christ(corpus: Corpus) -> None:
    """The Ides of March would be looked for in this year's March."""
    assert ask(corpus, "/date 15 March 44 BC").heading == "No date found for 15 March 44 BC."
    assert ask(corpus, "/event 16 May 2031 300 BC").heading == "No event found for 300 BC · 16 May 2031."


def test_leap_day(corpus: Corpus) -> None:
    """An event of 29 February would be remembered in years that have no such day, or forgotten in those that have."""
    assert ask(corpus, "/today 29 February 2032").cards[0].title.startswith("29 February 1852 · 180 years ago")
    assert not ask(corpus, "/today 28 February").heading.startswith("On")
    assert not ask(corpus, "/today 1 March").heading.startswith("On")


def test_a_plan_is_no_anniversary(corpus: Corpus) -> None:
    """What was only planned for a day would be remembered as if it had happened; what did is told once."""
    reply = ask(corpus, "/today 16 May")
    assert reply.heading == "On 16 May · 1 event · 3 documents, 3 publishers, nothing after June 2031"
    assert [card.title for card in reply.cards] == ["16 May 2031 · 1 year ago"]


@pytest.mark.parametrize("telling", range(3))
def test_what_is_held_back_in_one_paper_is_held_back(corpus: Corpus, telling: int) -> None:
    """An event that an editor holds back would be posted as soon as another paper tells it better."""
    (event,) = (row for row in corpus.on_this_day(5, 16) if not row.planned)
    wish = Wish(PostKind.ANNIVERSARIES, dt.time(9), "UTC")
    held = frozenset({fingerprint((event, *event.also_told)[telling])})
    assert anniversaries(corpus, wish, dt.date(2032, 5, 16), frozenset())
    assert not anniversaries(corpus, wish, dt.date(2032, 5, 16), held)


def test_compare(corpus: Corpus) -> None:
    """What was said then would stand among what is said now, or not be counted."""
    reply = ask(corpus, "/compare Lindqvist 2031 and 2030")
    assert reply.heading == "Compared · Mara Lindqvist · 2030 and 2031"
    then, one, two, now, *_ = reply.cards
    assert (then.title, then.body) == ("2030", "2 quotes · 1 document, 1 publisher, nothing after April 2030")
    assert {field.name: field.value for field in then.fields} == {
        "Said": "2 direct",
        "Words said only here": "patience",
    }
    assert [card.passages[0].parts for card in (one, two)] == [("Patience is cheap,",), ("Patience is fast.",)]
    assert (now.title, now.body) == (
        "2031",
        "2 quotes, 2 events · 4 documents, 4 publishers, nothing after June 2031",
    )


@pytest.mark.parametrize(
    "line",
    [
        "/compare Lindqvist then:2030 now:2031",
        "/compare Lindqvist 2030 2031",
        "/compare 2030 Lindqvist 2031",
        "/compare Lindqvist 2031 vs 2030",
        "/compare Lindqvist 2031 now:2030",
    ],
)
def test_compare_is_asked_in_many_ways(corpus: Corpus, line: str) -> None:
    """A person would have to know one order of words."""
    assert ask(corpus, line).heading == "Compared · Mara Lindqvist · 2030 and 2031"


@pytest.mark.parametrize("line", ["/compare Lindqvist 2031", "/compare 2030 2031", "/compare Lindqvist 2031 and 2031"])
def test_compare_needs_two_times(corpus: Corpus, line: str) -> None:
    """Something would be guessed that nobody asked for."""
    assert "For example: /compare Smith 2023 2024" in repr(ask(corpus, line))


def test_compare_finds_nothing(corpus: Corpus) -> None:
    """An empty answer would not say what there is."""
    reply = ask(corpus, "/compare zeppelin Lindqvist 2030 2031")
    assert reply.heading == "No event or quote found for Mara Lindqvist · zeppelin · 2030 and 2031."
    (action,) = [action for action in reply.actions if action.arguments["what"] == "Mara Lindqvist"]
    call = Invocation(action.command, action.arguments, now=NOW)
    assert answer(call, corpus).heading == "Compared · Mara Lindqvist · 2030 and 2031"
