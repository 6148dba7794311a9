"""The questions that the project was made for, over the real seed documents, read, stored and asked as a user would."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cards import Reply, Speech
from bot.chat.console_render import render
from bot.commands.dispatch import answer_line
from bot.ingest.run import ingest
from bot.store.corpus import Corpus
from tests.archives import KINDS, open_archive
from tests.dialogs.shown import check_answer

NOW = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
SEEDS = Path(__file__).parents[2] / "seeds"

DIALOGS = [
    (
        "/event 2024",
        [
            "2024 · ",
            "16 May 2024 · Beijing",
            "Xi Jinping",
            "signed a joint statement",
            'date printed: "May 16, 2024"',
            "planned",
        ],
    ),
    ("/event May 2024", ["16 May 2024 · Beijing", "7 May 2024", "year from"]),
    ("/event May 2024 sworn", ["[…] being sworn in for a fifth term", "date from"]),
    ("/event May 2024 plans", ["the 75th anniversary of diplomatic relations […] date from"]),
    ("/timeline 2024", ["9 April 2024: Sergey Lavrov and Xi Jinping meet in Beijing", "!re-election"]),
    ("/source buttress", ["China, Russia buttress multilateralism", "held a phone conversation", "Published: 13 July"]),
    ('/event "joint statement"', ["“joint statement” · ", "16 May 2024"]),
    ("/event 2024 Putin Beijing", ["Taken as time 2024, name Vladimir Putin, place Beijing", "16 May 2024"]),
    (
        "/quote Lavrov",
        [
            "Sergey Lavrov (also: Sergei Lavrov) · ",
            "Lavrov → Sergey Lavrov (surname)",
            "Sergey Lavrov · ",
            "South China Morning Post · published 10 April 2024 (curator)",
        ],
    ),
    ("/quote Лавров", ["Лавров → Sergey Lavrov (transliteration)"]),
    ("/quote Sergei Lavrov", ["Sergei Lavrov → Sergey Lavrov (another name)"]),
    ("/quote lavrov", ["Sergey Lavrov (also: Sergei Lavrov)"]),
    ("/quote Lavrof", ["Lavrof → Sergey Lavrov ("]),
    (
        "/quote Lavrov about slow down",
        [
            "“Our leaders … have repeatedly emphasised",
            "the long-overdue processes of democratisation and […] justice that are ‘knocking on the door’",
            "of the modern world order,” direct",
        ],
    ),
    (
        "/quote Lavrov about sanctions kind:mixed",
        [
            "Lavrov also hit out at the West over “illegal sanctions” and “military and political unions”",
            "partly quoted",
        ],
    ),
    ("/quote Xi about multilateral", ["Xi Jinping · multilateral · ", "“China has always attached great importance"]),
    (
        "/brief Lavrov",
        [
            "Briefing · Sergey Lavrov · 2 documents, 2 publishers",
            "18 September 2023 · Moscow",
            "9 April 2024",
            "Not known",
            "Behind it: 2 documents, 2 publishers",
        ],
    ),
    ("/date 16 May 2024", ["16 May 2024 · ", "signed a joint statement", "arrived in Beijing"]),
    ("/date phone conversation", ["8 July 2020", 'date from "July 8", printed 13 July 2020']),
    ("/today 16 May", ["On 16 May · ", "16 May 2024 · 2 years ago · Beijing"]),
    ("/who Peskov", ["Dmitry Peskov · ", "press secretary"]),
    (
        "/corpus",
        [
            "The archive runs from 13 November 2019 to ",
            "(5 documents)",
            "Global Times (2), South China Morning Post (1)",
        ],
    ),
    (
        "/event 1850",
        ["Nothing dated 1850.", "The archive runs from 13 November 2019 to ", "Nearest: 2019.", "Try: /event 2019"],
    ),
    (
        "/quote Lavrov about climate",
        ["No quote found for Sergey Lavrov · climate.", "Sergey Lavrov: ", "Try: /quote Sergey Lavrov"],
    ),
    ("/quote Napoleon", ["Nobody called “Napoleon” in the archive.", "Quoted most: ", "The archive runs from"]),
]


@pytest.fixture(scope="module", params=KINDS)
def seeds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The archive of the five seed documents with their corpus.toml, in each kind of database."""
    with open_archive(request.param, tmp_path_factory.mktemp("seeds")) as database:
        report = ingest([SEEDS], database)
        assert report.stored == 5
        yield Corpus(database)


@pytest.mark.parametrize(("line", "pieces"), DIALOGS, ids=[line for line, _ in DIALOGS])
def test_dialog(seeds: Corpus, line: str, pieces: list[str]) -> None:
    """One of the questions of the README would be answered wrongly."""
    check_answer(seeds, line, pieces, now=NOW)


def _pages(corpus: Corpus, line: str) -> Iterator[Reply]:
    page = 1
    while True:
        reply = answer_line(f"{line} page {page}", corpus, now=NOW)
        yield reply
        if not any(action.key == "next" for action in reply.actions):
            return
        page += 1


@pytest.mark.parametrize(
    "line", ["/quote Lavrov", "/quote Xi", "/event 2024", "/date 2024", "/search Russia", "/brief 2024"]
)
def test_words_are_verbatim(seeds: Corpus, line: str) -> None:
    """A reader would be shown words that stand in no document."""
    for reply in _pages(seeds, line):
        for card in reply.cards:
            texts = [seeds.text(citation.document_id) for citation in card.citations]
            for passage in card.passages:
                assert all(any(part in text for text in texts) for part in passage.parts)


@pytest.mark.parametrize("line", ["/quote Lavrov", "/quote Xi", "/event 2024", "/date 2024", "/search Russia"])
def test_nothing_is_shown_twice(seeds: Corpus, line: str) -> None:
    """A reader would page through the same words again and again."""
    shown = [
        (card.title, passage.parts)
        for reply in _pages(seeds, line)
        for card in reply.cards
        for passage in card.passages
    ]
    assert len(shown) == len(set(shown))


@pytest.mark.parametrize("words", ["Global South", "larger BRICS"])
def test_scare_quote_is_nobodys(seeds: Corpus, words: str) -> None:
    """Words in marks that nobody said would be served as somebody's own words."""
    for reply in _pages(seeds, f'/search "{words}"'):
        for card in reply.cards:
            for passage in card.passages:
                highlighted = [span.of(passage.parts[0]) for span in passage.highlights]
                assert passage.speech is not Speech.DIRECT or passage.parts != (words,)
                assert words not in highlighted


def test_only_answers_with_quotes_tell_whose_are_listed_too(seeds: Corpus) -> None:
    """A list of events would claim to hold quotes of two people together."""
    answers = {command: render(answer_line(f"/{command} Lavrov", seeds, now=NOW)) for command in ("quote", "event")}
    assert {command: "Listed too" in answer for command, answer in answers.items()} == {"quote": True, "event": False}
