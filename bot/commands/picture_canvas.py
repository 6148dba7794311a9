"""What a picture is put on: words, lines and marks in pixels, counted from the upper left corner.

matplotlib's Agg canvas without its global state; matplotlib is loaded by the first picture.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.picture_parts import Look
from bot.commands.picture_words import filled
from bot.errors import MissingExtraError

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDTH = 1080
DPI = 100
_BAR = 14
_DOT = 24
_SHAPES = ("D", "s", "^", "o")


class Canvas:
    """A page of 1080 pixels across in the colours of a ``look``. Raises MissingExtraError without matplotlib.

    What has a greater ``z`` lies over the rest.
    """

    def __init__(self, look: Look) -> None:
        try:
            from matplotlib.backends.backend_agg import FigureCanvasAgg
            from matplotlib.figure import Figure
        except ImportError as error:
            raise MissingExtraError("A picture", "pictures") from error
        self.look = look
        self.figure: Figure = Figure(figsize=(WIDTH / DPI, 10), dpi=DPI)
        FigureCanvasAgg(self.figure)
        self._axes: Any = self.figure.add_axes((0, 0, 1, 1))
        self._axes.axis("off")

    def size(self, height: float) -> None:
        """Make the page that high."""
        self.figure.set_size_inches(WIDTH / DPI, round(height) / DPI)
        self.figure.set_facecolor(self.look.paper)
        self._axes.set_xlim(0, WIDTH)
        self._axes.set_ylim(round(height), 0)

    def line(
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        width: float,
        z: float = 2,
        alpha: float = 1.0,
    ) -> None:
        """A line from ``start`` to ``end``."""
        across, down = zip(start, end, strict=True)
        self._axes.plot(across, down, color=colour, linewidth=width, zorder=z, alpha=alpha)

    def omission(self, x: float, y: float) -> None:
        """Three points above one another: something is left out here."""
        self._axes.plot([x] * 3, [y - 16, y, y + 16], ".", color=self.look.line, markersize=7, zorder=3)

    def dot(self, x: float, y: float, fill: str, edge: str, *, alpha: float, z: float) -> None:
        """A round dot."""
        style = {"color": fill, "mec": edge, "mew": 2.2, "alpha": alpha, "zorder": z}
        self._axes.plot([x], [y], "o", markersize=_pt(_DOT), **style)

    def bar(self, x: float, top: float, bottom: float, fill: str, edge: str, *, alpha: float) -> None:
        """A bar with round ends."""
        from matplotlib.patches import FancyBboxPatch

        self._axes.add_patch(
            FancyBboxPatch(
                (x - _BAR / 2, top),
                _BAR,
                bottom - top,
                boxstyle=f"round,pad=0,rounding_size={_BAR / 2:g}",
                facecolor=fill,
                edgecolor=edge,
                linewidth=2,
                alpha=alpha,
                zorder=4,
            )
        )

    def shape(self, index: int, x: float, y: float) -> None:
        """The shape that stands for a speaker."""
        style = {"color": self.look.speakers[index], "mec": self.look.paper, "mew": 1.2, "zorder": 6}
        self._axes.plot([x], [y], _SHAPES[index], markersize=_pt(19), **style)

    def write(
        self, x: float, y: float, text: str, size: int, colour: str, *, bold: bool = False, beside: bool = False
    ) -> None:
        """Words that begin at ``x`` and hang from ``y``; ``beside`` has them end at ``x``, their middle at ``y``."""
        self._axes.text(
            x,
            y,
            text,
            fontsize=_pt(size),
            color=colour,
            weight="bold" if bold else "normal",
            ha="right" if beside else "left",
            va="center" if beside else "top",
            parse_math=False,
            zorder=7,
        )

    def width(self, text: str, size: int, *, bold: bool = False) -> float:
        """How wide words are."""
        from matplotlib.font_manager import FontProperties

        font = FontProperties(size=_pt(size), weight="bold" if bold else "normal")
        renderer: Any = self.figure.canvas.get_renderer()  # type: ignore[attr-defined]
        width, _, _ = renderer.get_text_width_height_descent(text, font, ismath=False)
        return float(width)

    def wrapped(
        self, text: str, width: float, size: int, most: int, needed: int = 0, *, bold: bool = False
    ) -> list[str]:
        """The text in at most ``most`` lines of at most ``width`` pixels; ``needed`` is that of `lines.filled`."""

        def fits(line: str) -> bool:
            return self.width(line, size, bold=bold) <= width

        return filled(text, fits, most, needed)


def _pt(pixels: float) -> float:
    return pixels * 72 / DPI
