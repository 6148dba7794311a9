"""Quotes held against labelled articles (the PolNeAR corpus, kept outside the project).

The scorer lies beside the articles (``quotes/score_quotes.py``; its docstring defines every figure) and is loaded from
there. Two layers: verbatim (every span of direct and mixed quotes) and content (all quotes, indirect speech too).
"""

from __future__ import annotations

import importlib.util
import json
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any

from bot.evaluation.training.groups import view_of
from bot.extract.attribution.attribute import attribute
from bot.extract.attribution.rank import load_weights
from bot.extract.attribution.resolve import Resolver
from bot.extract.names.table import find_names
from bot.extract.page.blocks import find_blocks
from bot.extract.page.sentences import split_sentences
from bot.extract.quotes.find import find_quotes
from bot.extract.spans import Spans
from bot.extract.times.find import find_times
from bot.model import Dating, Document, Quote, QuoteKind, Span

Triple = tuple[int, int, str | None]
_MOST = 0.5
STEPS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.99, 1.01)
PARTS: dict[str, tuple[str, ...]] = {
    "cue and its subject": ("C", "c", "i", "M"),
    "speaker of the quote before": ("p",),
    "distance and rivals": ("d", "r", "b", "s"),
    "shape of the gap": ("g", "h", "l", "q"),
    "kind of mention": ("k", "w", "ent"),
    "choice of nobody": ("0",),
}
"""Groups of features by the first letters of their names, for the ablation."""


@dataclass(frozen=True)
class QuoteFigures:
    """The measures of one run; all in per cent but for counts and speed (characters per CPU second).

    ``scare``: how many marked spans are labelled as nobody's words, and how many of them are served as somebody's.
    """

    articles: int
    verbatim: dict[str, Any]
    content: dict[str, Any]
    content_joined: dict[str, Any]
    scare: tuple[int, int]
    by_form: dict[str, tuple[float, int]]
    reliability: list[tuple[float, float, int, float]]
    speed: int
    ablation: dict[str, dict[str, float]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return the measures as plain values."""
        return asdict(self)


def load_scorer(folder: Path) -> ModuleType:
    """Load the scorer of ``folder``/quotes, which is no part of the project."""
    place = folder / "quotes"
    for name in ("quotemarks", "score_quotes"):
        spec = importlib.util.spec_from_file_location(name, place / f"{name}.py")
        if spec is None or spec.loader is None:
            raise FileNotFoundError(place / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return module


def _load(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def quotes_of(text: str) -> tuple[Quote, ...]:
    """Return the quotes of an article that has no date."""
    blocks = find_blocks(text)
    sentences = split_sentences(text, blocks)
    published = Dating.unknown("not given")
    times = find_times(text, blocks, sentences, published)
    names = find_names(Document("article", text), blocks, sentences)
    return find_quotes(text, blocks, sentences, names, times, published)[0]


def evaluate_quotes(folder: Path, *, ablate: bool = False) -> QuoteFigures:
    """Run the engine over the dev articles in ``folder``/quotes and score both layers.

    Raises FileNotFoundError where the articles are not there.
    """
    scorer = load_scorer(folder)
    gold = _load(folder / "quotes" / "polnear_dev.verbatim.jsonl")
    contents = _load(folder / "quotes" / "polnear_dev.content.jsonl")
    started = time.process_time()
    found = {article["doc_id"]: quotes_of(article["text"]) for article in gold}
    spent = time.process_time() - started
    collected: list[Any] = []
    verbatim = scorer.score(gold, {name: _verbatim(quotes) for name, quotes in found.items()}, collect=collected)
    labels = dict(_labels(scorer, gold, found))
    return QuoteFigures(
        articles=len(gold),
        verbatim=verbatim,
        content=scorer.score(contents, {name: _content(quotes) for name, quotes in found.items()}),
        content_joined=scorer.score(contents, {name: _joined(quotes) for name, quotes in found.items()}),
        scare=_scare(gold, found),
        by_form=_by_form(collected, labels),
        reliability=_reliability(collected, labels),
        speed=round(sum(len(article["text"]) for article in gold) / spent),
        ablation=dict(_ablation(scorer, gold)) if ablate else {},
    )


def _verbatim(quotes: tuple[Quote, ...]) -> list[Triple]:
    """Every span of direct and mixed quotes: the labels count the halves around a cue apart."""
    marked = (quote for quote in quotes if quote.kind is not QuoteKind.INDIRECT)
    return [(*span, quote.speaker.name) for quote in marked for span in quote.spans]


def _content(quotes: tuple[Quote, ...]) -> list[Triple]:
    return [(quote.start, quote.end, quote.speaker.name) for quote in quotes]


def _joined(quotes: tuple[Quote, ...]) -> list[Triple]:
    """As the labels have it: marked words inside a reported clause are part of its content, not another one."""
    indirect = [(quote.start, quote.end) for quote in quotes if quote.kind is QuoteKind.INDIRECT]
    kept = (
        quote
        for quote in quotes
        if quote.kind is not QuoteKind.MIXED or not any(a <= quote.start and quote.end <= b for a, b in indirect)
    )
    return _content(tuple(kept))


def _scare(gold: list[dict[str, Any]], found: Mapping[str, tuple[Quote, ...]]) -> tuple[int, int]:
    """Count the spans that are labelled as nobody's, and those that a direct or mixed quote has most of."""
    labelled = served = 0
    for article in gold:
        spans = Spans(Span(start, end) for start, end, _ in _verbatim(found[article["doc_id"]]))
        nobodys = [Span(start, end) for start, end in article.get("scare", ())]
        labelled += len(nobodys)
        served += sum(spans.share(span) > _MOST for span in nobodys)
    return labelled, served


def _labels(
    scorer: ModuleType, gold: list[dict[str, Any]], found: Mapping[str, tuple[Quote, ...]]
) -> Iterator[tuple[tuple[str, int, int], tuple[str, float]]]:
    """Yield (article, trimmed start, end) -> (speaker form, confidence) for each span."""
    for article in gold:
        for quote in found[article["doc_id"]]:
            for span in quote.spans if quote.kind is not QuoteKind.INDIRECT else ():
                start, end = scorer.trim(article["text"], *span)
                yield (article["doc_id"], start, end), (quote.speaker.form.value, quote.confidence)


def _judged(collected: list[Any], labels: Mapping[Any, tuple[str, float]]) -> Iterator[tuple[str, float, bool]]:
    for name, _, _, _, system, verdict in collected:
        if verdict in {"OK", "WRONG"} and (label := labels.get((name, system[0], system[1]))) is not None:
            yield (*label, verdict == "OK")


def _by_form(collected: list[Any], labels: Mapping[Any, tuple[str, float]]) -> dict[str, tuple[float, int]]:
    """Speaker right, by the form that we give: per cent and count."""
    tally: dict[str, list[bool]] = {}
    for form, _, right in _judged(collected, labels):
        tally.setdefault(form, []).append(right)
    return {form: (round(100 * sum(hits) / len(hits), 1), len(hits)) for form, hits in sorted(tally.items())}


def _reliability(
    collected: list[Any], labels: Mapping[Any, tuple[str, float]]
) -> list[tuple[float, float, int, float]]:
    """Rows (confidence from, mean confidence, count, per cent right)."""
    judged = list(_judged(collected, labels))
    rows = []
    for low, high in pairwise(STEPS):
        inside = [(chance, right) for _, chance, right in judged if low <= chance < high]
        if inside:
            mean = sum(chance for chance, _ in inside) / len(inside)
            rows.append((low, round(mean, 3), len(inside), round(100 * sum(r for _, r in inside) / len(inside), 1)))
    return rows


def _ablation(scorer: ModuleType, gold: list[dict[str, Any]]) -> Iterator[tuple[str, dict[str, float]]]:
    """Yield what is left without each group of features, and without resolving pronouns and noun phrases."""
    weights = load_weights("speakers")
    variants: dict[str, Mapping[str, float]] = {"everything": weights}
    for part, prefixes in PARTS.items():
        variants[f"without {part}"] = {k: v for k, v in weights.items() if not k.startswith(prefixes)}
    for label, variant in variants.items():
        yield label, _scores(scorer, gold, {a["doc_id"]: _marked(a["text"], variant) for a in gold})
    bare = {a["doc_id"]: _marked(a["text"], weights, resolve=False) for a in gold}
    yield "without resolving who a mention is", _scores(scorer, gold, bare)


def _marked(text: str, weights: Mapping[str, float], *, resolve: bool = True) -> list[Triple]:
    view, names = view_of(text)
    triples: list[Triple] = []
    for found in attribute(text, view, Resolver(view, names), weights):
        if not found.is_phrase:
            mention = found.candidate.span.of(text) if found.candidate else None
            triples.append((*found.mark.span, found.speaker.name if resolve else mention))
    return triples


def _scores(scorer: ModuleType, gold: list[dict[str, Any]], system: Mapping[str, list[Triple]]) -> dict[str, float]:
    figures = scorer.score(gold, system)
    return {"span F1": figures["iou80"][2], "speaker": figures["spk_surname"], "both F1": figures["e2e"][2]}
