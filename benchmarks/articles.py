"""How many quotes of whole labelled articles textacy finds with their speaker, beside ours, by one scorer.

    python -m benchmarks.articles PATH

PATH is a file or folder as `briefing-bot evaluate` takes it. Needs the extra ``benchmark``. In an article that textacy
refuses (an odd number of quotation marks) it finds nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.quotes import peer
from bot.evaluation.articles.differences import Reading
from bot.evaluation.articles.labels import Article, article_files, read_articles
from bot.evaluation.articles.quotes import QuoteScore, score_quotes
from bot.extract.pipeline import annotate
from bot.model import Annotations, Dating, Document, Quote, QuoteKind, Span, Speaker
from bot.readers.document import document


def ours(article: Article) -> Annotations:
    """What an ingest finds."""
    return annotate(document(article.doc_id, article.text))


def theirs(article: Article, read: Callable[[str], list[Any]]) -> Annotations:
    """What textacy finds: triples of speaker tokens, cue tokens and the quotation."""
    unknown = Dating.unknown("not given")
    try:
        triples = read(article.text)
    except ValueError:
        triples = []
    quotes = (
        Quote(
            spans=(Span(triple.content.start_char, triple.content.end_char),),
            kind=QuoteKind.DIRECT,
            speaker=Speaker(article.text[triple.speaker[0].idx : triple.speaker[-1].idx + len(triple.speaker[-1])]),
            said_on=unknown,
        )
        for triple in triples
    )
    return Annotations(Document(article.doc_id, article.text), unknown, quotes=tuple(quotes))


def show(name: str, score: QuoteScore) -> None:
    """Print one line."""
    print(
        f"{name:16} {score.all.labelled:4} labelled {score.served:4} served   span F1 {score.span_f1:5.1f}"
        f"   speaker {score.speaker:5.1f}   both F1 {score.both_f1:5.1f}"
        f"   of nobody {score.nobodys_served}/{score.nobodys}"
    )


def main() -> None:
    """Measure and print."""
    read = peer()
    if read is None:
        sys.exit("textacy is not installed: pip install 'briefing-bot[benchmark]'")
    for file in article_files(Path(sys.argv[1])):
        articles = read_articles(file)
        show(f"{file.stem} ours", score_quotes(Reading(one, ours(one)) for one in articles)[0])
        show(f"{file.stem} textacy", score_quotes(Reading(one, theirs(one, read)) for one in articles)[0])


if __name__ == "__main__":
    main()
