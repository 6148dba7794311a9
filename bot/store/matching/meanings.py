"""Entity ids by what names them, in little memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


class Meanings:
    """Which entities a word or several may mean. Those of one entity are to be entered one after the other.

    Most mean one: its id stands by itself, because a list for each would cost twice the time and memory.
    """

    __slots__ = ("_ids",)

    def __init__(self) -> None:
        self._ids: dict[str, int | list[int]] = {}

    def add(self, words: str, entity_id: int) -> None:
        """Let ``words`` mean an entity too."""
        known = self._ids.setdefault(words, entity_id)
        if known == entity_id:
            return
        if not isinstance(known, list):
            self._ids[words] = [known, entity_id]
        elif known[-1] != entity_id:
            known.append(entity_id)

    def get(self, words: str) -> Sequence[int]:
        """The entities that ``words`` may mean, in the order in which they were entered; none for no words."""
        found = self._ids.get(words, ()) if words else ()
        return (found,) if isinstance(found, int) else found

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)
