"""One Slack message as the renderer makes it, before and after its pictures are on Slack. Knows no SDK."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from bot.cards import Image
from bot.chat.slack_text import Block, clip, one_line, visible

PICTURE = "picture:"
"""What the block_id of a block begins with that says in words what a picture shows; the number of its card follows."""
MAX_ALT = 2000


@dataclass(frozen=True, slots=True)
class Message:
    """One Slack message: its blocks, and the text that notifications and screen readers show.

    Each of ``pictures`` has a block that says in words what is to be seen, until `illustrated` puts it in its place.
    """

    text: str
    blocks: tuple[Block, ...]
    pictures: tuple[Image, ...] = ()

    def with_images(self, images: Iterable[Image | None]) -> Message:
        """The message, knowing the pictures of its blocks. ``images`` are those of all cards, by their numbers."""
        known = {f"{PICTURE}{number}": image for number, image in enumerate(images)}
        found = (known.get(block.get("block_id", "")) for block in self.blocks)
        return replace(self, pictures=tuple(image for image in found if image))

    def illustrated(self, files: Sequence[str]) -> Message:
        """The message with its pictures, which are the uploaded ``files`` by their ids."""
        left = iter([_drawn(image, file) for image, file in zip(self.pictures, files, strict=True)])
        shown = [next(left) if block.get("block_id", "").startswith(PICTURE) else block for block in self.blocks]
        return replace(self, blocks=tuple(shown), pictures=())


def told(image: Image) -> str:
    """What a picture shows, in words."""
    return clip(one_line(image.alt), MAX_ALT) if visible(image.alt) else "without a description"


def _drawn(image: Image, file: str) -> Block:
    return {"type": "image", "alt_text": told(image), "slack_file": {"id": file}}
