"""Bodies with a name, and the nouns that take them up: "the ministry" of the Ministry of Health, "the company"."""

from __future__ import annotations

from collections.abc import Sequence

from bot.extract.attribution.heads import head
from bot.extract.lexicon import ORG_WORDS
from bot.extract.names.kinds import CLUBS, TRADING
from bot.extract.wordlist import words

FIRM = words(
    "company firm business corporation group manufacturer maker operator utility retailer carrier airline bank lender "
    "insurer developer builder brewer brewery supplier producer start-up startup subsidiary shipyard contractor owner "
    "chipmaker carmaker automaker drugmaker steelmaker planemaker telco supermarket wholesaler distributor"
)
"""Any of these is taken up by the nouns of ``_WIDE``."""
_WIDE = words("company firm business corporation operator")
_OTHERWISE = ORG_WORDS - TRADING
_UNSURE = 0.4


class Bodies:
    """What the document calls its bodies, in the order in which it is read."""

    def __init__(self) -> None:
        self._called: dict[str, int] = {}
        self._firms: dict[int, float] = {}
        self._clubs: dict[int, float] = {}

    def name(self, entity: int, name: Sequence[str]) -> None:
        """Take in a body by its name."""
        lows = [word.lower() for word in name]
        self._called[lows[-1]] = entity
        for low in lows[:-1]:
            if low not in CLUBS and (low in ORG_WORDS or head(low) == "e"):
                self._called[low] = entity
        if {lows[0], lows[-1]} & CLUBS:
            self._clubs[entity] = 1.0
        elif not _OTHERWISE & set(lows):
            sure = 1.0 if TRADING & set(lows) else _UNSURE
            if sure == 1.0 or not "".join(name).isupper():  # "HELSINKI" of a date line
                self._firms[entity] = max(sure, self._firms.get(entity, 0.0))

    def call(self, entity: int, noun: str) -> None:
        """Note what stands beside a body: "the utility, Velk Energy," "the engineering firm Talbrek"."""
        self._called[noun] = entity
        if noun in FIRM:
            self._firms[entity] = 1.0

    def called(self, noun: str) -> int | None:
        """Return the body that a noun of its name or beside it takes up, the last one named."""
        return self._called.get(noun)

    def firms(self, noun: str) -> dict[int, float]:
        """Return the bodies that can be "the company" or "the club", with how likely each is one."""
        return self._clubs if noun == "club" else self._firms if noun in _WIDE else {}
