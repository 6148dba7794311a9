"""What a button remembers, as text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards import Action
from bot.chat.state import ButtonState, read_state, twin, write_state


class Kept(dict[str, str]):
    """Long states, in memory."""

    def keep_state(self, token: str, payload: str) -> None:
        self[token] = payload

    def recall_state(self, token: str) -> str | None:
        return self.get(token)


_STATES = st.builds(
    ButtonState,
    key=st.sampled_from(("next", "share")),
    command=st.sampled_from(("quote", "event")),
    arguments=st.dictionaries(st.text(max_size=9), st.text(max_size=90) | st.integers(), max_size=3),
    page=st.integers(1, 10**6),
    owner=st.text(alphabet="0123456789U", max_size=20),
)


@given(_STATES, st.integers(60, 200), st.integers(0, 120))
def test_round_trip(state: ButtonState, limit: int, number: int) -> None:
    """A button would do something else than what it says, or be refused by the platform."""
    kept = Kept()
    text = write_state(state, kept, limit)
    assert len(text.encode("utf-16-le")) // 2 <= limit
    assert write_state(state, kept, limit) == text
    assert read_state(twin(text, number), kept) == state
    assert len(kept) <= 1


@given(_STATES, _STATES)
def test_different_states_differ(one: ButtonState, other: ButtonState) -> None:
    """Two buttons would be taken for one."""
    kept = Kept()
    assert (write_state(one, kept) == write_state(other, kept)) == (one == other)


@pytest.mark.parametrize(
    "text",
    ["", "x", "page", "b:", "b:null", "b:[]", 'b:["a","b",{},1]', 'b:["a","b",{},0,""]', 'b:["a","b",{},"1",""]',
     'b:["a","b",{"x":1.5},1,""]', 'b:["a","b",[],1,""]', 'b:[1,"b",{},1,""]', "t:", "t:unknown", "b:" + "[" * 60],
)  # fmt: skip
def test_foreign_text(text: str) -> None:
    """A button of an older version, or one that somebody made up, would end in a failure without a word."""
    assert read_state(text, Kept()) is None


def test_of_action() -> None:
    """A button would forget the page it leads to or whom it belongs to."""
    action = Action("next", "Next", "quote", {"speaker": "Lindqvist"}, page=3)
    assert ButtonState.of(action, "7") == ButtonState("next", "quote", {"speaker": "Lindqvist"}, 3, "7")
