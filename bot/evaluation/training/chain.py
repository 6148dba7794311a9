"""Fitting of the linear chain that bot.extract.quotes.label reads with (needs the extra ``train``).

The likelihood of the labels and its gradient by the forward-backward method over all blocks at once, an L2 penalty,
L-BFGS. Rows are items; a block is a run of rows.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy.optimize import minimize

from bot.extract.quotes.label import AFTER, BEFORE, CUE, SCORES, STATES

_STATE = ((CUE, 0), (AFTER, 1), (BEFORE, 2))
_BEGIN = ((AFTER, 3), (BEFORE, 4))
_END = ((AFTER, 5), (BEFORE, 6))


class Chain:
    """Labelled blocks. ``matrix``: rows by keys (sparse, 0 or 1); ``blocks``: first row and number of rows of each."""

    def __init__(self, matrix: Any, blocks: list[tuple[int, int]], labels: list[int]) -> None:
        self.matrix = matrix
        self.turned = matrix.T.tocsr()
        order = sorted(blocks, key=lambda block: -block[1])
        self.starts = np.array([first for first, _ in order])
        sizes = np.array([size for _, size in order])
        self.active = [int(np.searchsorted(-sizes, -step, side="left")) for step in range(sizes[0] + 1)]
        state = np.array(labels)
        before = np.concatenate([[0], state[:-1]])
        before[self.starts] = 0
        edges = np.zeros((len(state), STATES, STATES))
        edges[np.arange(len(state)), before, state] = 1
        self.gold = self._counts(edges)
        self.gold_moves = edges.sum(0)
        self.gold_keys = self.turned @ self.gold

    @staticmethod
    def _counts(edges: Any) -> Any:
        """How often each of the scores counts, from the share of each move at each row."""
        into, out_of = edges.sum(1), edges.sum(2)
        counts = np.zeros((len(edges), SCORES))
        for state, score in _STATE:
            counts[:, score] = into[:, state]
        for state, score in _BEGIN:
            counts[:, score] = into[:, state] - edges[:, state, state]
        for state, score in _END:
            counts[:, score] = out_of[:, state] - edges[:, state, state]
        return counts

    @staticmethod
    def _edges(scores: Any, moves: Any) -> Any:
        edges = np.broadcast_to(moves, (len(scores), STATES, STATES)).copy()
        for state, score in _STATE:
            edges[:, :, state] += scores[:, score, None]
        for state, score in _BEGIN:
            edges[:, np.arange(STATES) != state, state] += scores[:, score, None]
        for state, score in _END:
            edges[:, state, np.arange(STATES) != state] += scores[:, score, None]
        return edges

    def _expected(self, edges: Any) -> tuple[float, Any]:
        """Return the log of the sum over all labellings, and the share of each move at each row."""
        top = edges.max(axis=(1, 2), keepdims=True)
        power = np.exp(edges - top)
        total = float(top.sum())
        forward, backward = np.zeros((len(edges), STATES)), np.ones((len(edges), STATES))
        for step, count in enumerate(self.active):
            rows = self.starts[:count] + step
            reached = power[rows, 0] if step == 0 else np.einsum("np,npc->nc", forward[rows - 1], power[rows])
            mass = reached.sum(1, keepdims=True)
            total += float(np.log(mass).sum())
            forward[rows] = reached / mass
        for step in range(len(self.active) - 1, 0, -1):
            rows = self.starts[: self.active[step]] + step
            reached = np.einsum("npc,nc->np", power[rows], backward[rows])
            backward[rows - 1] = reached / reached.sum(1, keepdims=True)
        before = np.concatenate([np.zeros((1, STATES)), forward[:-1]])
        before[self.starts] = np.eye(STATES)[0]
        shares = before[:, :, None] * power * backward[:, None, :]
        return total, shares / shares.sum(axis=(1, 2), keepdims=True)

    def loss(self, weights: Any, penalty: float) -> tuple[float, Any]:
        """Return the penalised negative log likelihood and its gradient."""
        keys, moves = split(weights)
        scores = self.matrix @ keys
        total, shares = self._expected(self._edges(scores, moves))
        gold = float((scores * self.gold).sum() + (moves * self.gold_moves).sum())
        slope = self.turned @ self._counts(shares) - self.gold_keys
        flat = np.concatenate([slope.ravel(), (shares.sum(0) - self.gold_moves).ravel()])
        return total - gold + 0.5 * penalty * float(weights @ weights), flat + penalty * weights

    def fit(self, penalty: float, rounds: int, weights: Any = None) -> Any:
        """Return the weights after at most ``rounds`` steps from ``weights`` (zero where None)."""
        if weights is None:
            weights = np.zeros(self.matrix.shape[1] * SCORES + STATES * STATES)
        options = {"maxiter": rounds, "maxfun": 2 * rounds}
        return minimize(self.loss, weights, args=(penalty,), jac=True, method="L-BFGS-B", options=options).x


def split(weights: Any) -> tuple[Any, Any]:
    """Return the weights of the keys (keys by scores) and of the moves (states by states)."""
    moves = STATES * STATES
    return weights[:-moves].reshape(-1, SCORES), weights[-moves:].reshape(STATES, STATES)
