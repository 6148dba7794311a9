"""What commands may use besides the archive, where whoever started the program has set it up."""

from __future__ import annotations

from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from bot.errors import UsageError
from bot.store.corpus import Corpus

T = TypeVar("T")


class Opened(Generic[T]):
    """Something that is set up beside a corpus, for as long as that lives; ``missing`` says what to do without."""

    def __init__(self, missing: str) -> None:
        self._missing = missing
        self._beside: WeakKeyDictionary[Corpus, T] = WeakKeyDictionary()

    def open(self, corpus: Corpus, one: T) -> None:
        """Let the commands over ``corpus`` use ``one``."""
        self._beside[corpus] = one

    def of(self, corpus: Corpus) -> T:
        """What was set up beside ``corpus``. Raises UsageError where nothing was."""
        one = self._beside.get(corpus)
        if one is None:
            raise UsageError(self._missing)
        return one
