"""Those that a document talks of, named or only described, and how much each is in mind."""

from __future__ import annotations

from collections.abc import ItemsView
from dataclasses import dataclass

from bot.model import SpeakerForm

_SENTENCE_FADE, _BLOCK_FADE = 0.6, 0.5
_FORGOTTEN = 0.01
MOST = 40


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a mention is: ``name`` as served (None: not known), the entity's index (-1: none), how the text names it."""

    name: str | None
    entity: int
    form: SpeakerForm
    confidence: float


@dataclass(frozen=True, slots=True)
class Being:
    """Somebody or something a pronoun or noun phrase can mean.

    ``entity`` is the index in the table of names (-1: has no name). ``kind``: N a person, M a body with a name, L a
    place, e several people, b a body without a name, d something written, 2 two people named together. ``weight`` is
    how likely a pronoun means it, all else being equal; ``form`` that of a mention which describes it.
    """

    name: str
    entity: int
    kind: str
    sex: str = "u"
    weight: float = 1.0
    form: SpeakerForm | None = None


class Salience:
    """The weight of each being at one point of the text; at most ``MOST`` are kept in mind."""

    def __init__(self) -> None:
        self._weights: dict[int, float] = {}

    def get(self, being: int) -> float:
        """Return the weight, 0 for one who is not in mind."""
        return self._weights.get(being, 0.0)

    def items(self) -> ItemsView[int, float]:
        """Return (being, weight) of all that are in mind."""
        return self._weights.items()

    def fade(self, sentences: int, blocks: int) -> None:
        """Let all weights fade by so many ends of sentences and of blocks."""
        factor = _SENTENCE_FADE ** min(sentences, 6) * _BLOCK_FADE ** min(blocks, 6)
        self._weights = {who: value * factor for who, value in self._weights.items() if value * factor > _FORGOTTEN}

    def lift(self, being: int, weight: float) -> None:
        """Note a mention of ``weight``."""
        old = self._weights.get(being, 0.0)
        if being not in self._weights and len(self._weights) >= MOST:
            del self._weights[min(self._weights, key=lambda who: self._weights[who])]
        self._weights[being] = max(old, weight) + 0.1 * min(old, 1.0)

    def lower(self, being: int, factor: float) -> None:
        """Make ``being`` less likely to be meant next."""
        if being in self._weights:
            self._weights[being] *= factor


def weightiest(options: dict[int, float]) -> tuple[int, float] | None:
    """Return the option of most weight, with its share of the two weightiest."""
    if not options:
        return None
    (who, best), *others = sorted(options.items(), key=lambda option: -option[1])
    second = others[0][1] if others else 0.0
    return who, best / (best + second) if best + second else 0.5
