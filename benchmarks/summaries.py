"""Our summary beside lead-3 and LexRank (sumy), in one run: how much of what an article tells each of them covers.

    python benchmarks/summaries.py [FOLDER] [--train]

FOLDER is ../shared/eval. Each gives as many sentences as ours does, chosen from the same paragraph sentences: lead the
first ones (lead-3 where ours has three), LexRank (Erkan and Radev 2004) the most central ones. Events are the labelled
mentions with a day (dates/event_dates_dev.jsonl), covered when the word's sentence is in the summary; quotes are the
labelled spans (quotes/polnear_dev.verbatim.jsonl), covered when the sentence in which the span begins is. "ours ahead"
is our coverage less theirs, in points, with 95 of 100 resamplings of the articles between the two figures. "leans" is
the share of summary sentences that a reader cannot understand alone, told by a list of this file's own: an opening
pronoun or connective, or words given to a pronoun or added to others' ("he said").
sumy comes with the `benchmark` extra; it gets our sentences and splits words at letters, so that no data is fetched.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.extract.pipeline import annotate
from bot.model import Annotations, BlockKind, Document, Metadata, PartialDate, Span

SETS = {"events with a day": "dates/event_dates_dev.jsonl", "quotes": "quotes/polnear_dev.verbatim.jsonl"}
TRAIN = {"quotes": "quotes/polnear_train.verbatim.jsonl"}
RESAMPLINGS = 2000
_DAY = len("2024-05-16")
_WORD = re.compile(r"[^\W\d_]+")
_LEANS = re.compile(
    r"\W*(?:he|she|it|they|we|his|her|its|their|this|that|these|those|but|and|so|also|however|meanwhile|then)\b"
    r"|.*\b(?:(?:he|she|they)\s(?:also\s)?(?:said|says|added|told|wrote|continued)|also\ssaid)\b|.*\b(?:added|continued)[.,:]",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Article:
    """Our annotations, the sentences to choose from and where the labelled things begin."""

    notes: Annotations
    sentences: tuple[Span, ...]
    wanted: tuple[int, ...]

    def words(self, span: Span) -> str:
        """Return the text of ``span``."""
        return span.of(self.notes.document.text)


Chooser = Callable[[Article, int], list[Span]]


class Words:
    """The part of sumy's tokenizer that LexRank asks for; sumy's own wants data of nltk."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """Split at everything that is no letter."""
        return tuple(_WORD.findall(text))


def read(path: Path) -> Iterator[Article]:
    """Annotate the articles of a labelled file; a text without paragraphs has nothing to choose from."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        published = PartialDate.parse(item["dct"][:_DAY]) if "dct" in item else None
        notes = annotate(Document(item["doc_id"], item["text"], Metadata(published=published)))
        kinds = {index for index, block in enumerate(notes.blocks) if block.kind is BlockKind.PARAGRAPH}
        sentences = tuple(sentence.span for sentence in notes.sentences if sentence.block in kinds)
        marked = item["quotes"] if "quotes" in item else [e for e in item["events"] if len(e["date"] or "") == _DAY]
        yield Article(notes, sentences, tuple(mark["start"] for mark in marked))


def lexrank(article: Article, size: int) -> list[Span]:
    """Return the ``size`` most central sentences."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph
    from sumy.models.dom import Sentence as SumySentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.utils import get_stop_words

    model = [SumySentence(article.words(span), Words()) for span in article.sentences]
    summarizer = LexRankSummarizer(Stemmer("english"))
    summarizer.stop_words = get_stop_words("english")
    chosen = {id(sentence) for sentence in summarizer(ObjectDocumentModel([Paragraph(model)]), size)}
    return [span for span, sentence in zip(article.sentences, model, strict=True) if id(sentence) in chosen]


CHOOSERS: dict[str, Chooser] = {
    "ours": lambda article, _: list(article.notes.summary),
    "lead": lambda article, size: list(article.sentences[:size]),
    "LexRank": lexrank,
}


def covered(article: Article, summary: list[Span]) -> int:
    """Count the labelled things that begin in a sentence of the summary."""
    return sum(span.start <= at < span.end for at in article.wanted for span in summary)


def ahead(articles: list[Article], ours: list[int], theirs: list[int]) -> str:
    """Return our coverage less theirs in points, and its 95% interval over resampled articles."""
    numbers = random.Random(1)  # noqa: S311 - a benchmark is to be the same each time

    def points(drawn: Iterable[int]) -> float:
        chosen = list(drawn)
        return 100 * sum(ours[i] - theirs[i] for i in chosen) / sum(len(articles[i].wanted) for i in chosen)

    every = range(len(articles))
    resampled = sorted(points(numbers.choices(every, k=len(articles))) for _ in range(RESAMPLINGS))
    low, high = resampled[RESAMPLINGS // 40], resampled[-RESAMPLINGS // 40]
    return f"ours ahead {points(every):+.1f} ({low:+.1f} to {high:+.1f})"


def compare(articles: list[Article]) -> None:
    """Print a line for each method: what its summaries cover, how many of their sentences lean on a neighbour."""
    wanted = sum(len(article.wanted) for article in articles)
    ours = [covered(article, list(article.notes.summary)) for article in articles]
    for name, choose in CHOOSERS.items():
        if name == "LexRank" and importlib.util.find_spec("sumy") is None:
            print("  LexRank  not installed: pip install 'briefing-bot[benchmark]'")
            continue
        summaries = [choose(article, len(article.notes.summary)) for article in articles]
        counts = [covered(article, summary) for article, summary in zip(articles, summaries, strict=True)]
        given = [article.words(span) for article, spans in zip(articles, summaries, strict=True) for span in spans]
        lead_of_ours = "" if name == "ours" else ahead(articles, ours, counts)
        leaning = sum(bool(_LEANS.match(sentence)) for sentence in given)
        print(
            f"  {name:<8} covers {sum(counts):>4} of {wanted} ({100 * sum(counts) / wanted:4.1f})"
            f"   leans {leaning:>3} of {len(given)} ({100 * leaning / len(given):4.1f})"
            f"   {sum(map(len, given)) / len(given):4.0f} characters a sentence   {lead_of_ours}".rstrip()
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?", default=Path("../shared/eval"))
    parser.add_argument("--train", action="store_true", help="the articles that the quotes' ranker was trained on")
    options = parser.parse_args()
    folder = options.folder
    for title, name in (TRAIN if options.train else SETS).items():
        if not (folder / name).is_file():
            print(f"{title}: the labelled articles ({name}) are not in {folder}")
            continue
        articles = list(read(folder / name))
        size = sum(len(article.notes.summary) for article in articles)
        share = 100 * size / sum(len(article.sentences) for article in articles)
        most = sum(covered(article, list(article.sentences)) for article in articles)
        print(f"{title}: {len(articles)} articles; {size} sentences, {share:.1f}% of all; {most} within reach")
        compare(articles)


if __name__ == "__main__":
    sys.exit(main())
