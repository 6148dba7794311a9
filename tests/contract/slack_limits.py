"""Slack's limits, checked as Slack would: what the loopback server refuses and what the contract tests look for.

Figures: docs.slack.dev, Block Kit reference (blocks, elements, composition objects) and DESIGN section 5. Lengths are
UTF-16 units. The length of a whole message is undocumented; refusals are reported from about 13,200.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

Block = dict[str, Any]


def faults(blocks: list[Block], surface: str = "message") -> list[str]:
    """Every way in which Slack would refuse ``blocks`` on ``surface`` ("message", "modal" or "home")."""
    most = 50 if surface == "message" else 100
    found = [f"{len(blocks)} blocks"] if len(blocks) > most or not blocks else []
    if surface == "message" and units(json.dumps(blocks, ensure_ascii=False)) > 13_200:
        found.append("msg_blocks_too_long")
    names = [block["block_id"] for block in blocks if "block_id" in block]
    if len(set(names)) < len(names) or any(not 1 <= units(name) <= 255 for name in names):
        found.append("block_id given twice, empty or too long")
    for number, block in enumerate(blocks):
        check = _BLOCKS.get(str(block.get("type")))
        problems = [f"unknown type {block.get('type')}"] if check is None else list(check(block))
        found += [f"/blocks/{number}: {problem}" for problem in problems]
    return found


def units(text: str) -> int:
    """Length of ``text`` in UTF-16 units; raises UnicodeEncodeError for what cannot be sent as UTF-8."""
    text.encode("utf-8")
    return len(text.encode("utf-16-le")) // 2


def texts(node: object) -> Iterator[tuple[str, str]]:
    """Every (type, text) of text objects and rich text elements in ``node``."""
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield str(node.get("type")), node["text"]
        for value in node.values():
            yield from texts(value)
    elif isinstance(node, list | tuple):
        for value in node:
            yield from texts(value)


def _text(node: Any, limit: int, types: tuple[str, ...] = ("plain_text",)) -> Iterator[str]:
    if not isinstance(node, dict) or node.get("type") not in types:
        yield f"not a text object of {types}: {node!r:.60}"
        return
    length = units(node["text"])
    if not 1 <= length <= limit:
        yield f"text of {length} units, 1 to {limit} allowed"
    if any(char < " " and char != "\n" for char in node["text"]):
        yield "control character"
    for stray in ("<!", "<@", "<#"):
        if stray in node["text"]:
            yield f"unescaped {stray}"
    if node["type"] == "plain_text" and ("<" in node["text"] or ">" in node["text"]):
        yield "unescaped angle bracket"


def _header(block: Block) -> Iterator[str]:
    yield from _text(block.get("text"), 150)


def _section(block: Block) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield "section without text and fields"
    if "text" in block:
        yield from _text(block["text"], 3000, ("plain_text", "mrkdwn"))
    if len(block.get("fields", [])) > 10:
        yield "more than 10 fields"
    for field in block.get("fields", []):
        yield from _text(field, 2000, ("plain_text", "mrkdwn"))
    if "accessory" in block:
        yield from _element(block["accessory"])


def _context(block: Block) -> Iterator[str]:
    if not 1 <= len(block["elements"]) <= 10:
        yield f"{len(block['elements'])} elements in a context"
    for element in block["elements"]:
        yield from _text(element, 3000, ("plain_text", "mrkdwn"))


def _actions(block: Block) -> Iterator[str]:
    elements = block["elements"]
    if not 1 <= len(elements) <= 25:
        yield f"{len(elements)} elements in actions"
    names = [element.get("action_id") for element in elements]
    if len(set(names)) < len(names):
        yield "action_id given twice"
    for element in elements:
        yield from _element(element)


def _element(element: Block) -> Iterator[str]:
    if not 1 <= units(str(element.get("action_id", ""))) <= 255:
        yield "action_id missing or too long"
    match element["type"]:
        case "button":
            yield from _text(element.get("text"), 75)
            if units(element.get("value", "")) > 2000:
                yield "button value too long"
            if any(mark in element.get("value", "") for mark in "<>&"):
                yield "value with a character that Slack sends back escaped"
        case "external_select":
            yield from _text(element.get("placeholder"), 150)
        case "static_select":
            yield from _text(element.get("placeholder"), 150)
            if not 1 <= len(element["options"]) <= 100:
                yield "options"
            for option in element["options"]:
                yield from option_faults(option)
        case "plain_text_input" | "conversations_select" | "number_input":
            if "placeholder" in element:
                yield from _text(element["placeholder"], 150)
        case other:
            yield f"unknown element {other}"


def option_faults(option: Block) -> Iterator[str]:
    """What is wrong with an option of a select."""
    yield from _text(option.get("text"), 75)
    if not 1 <= units(option["value"]) <= 150:
        yield "option value"


def _rich_text(block: Block) -> Iterator[str]:
    if not block["elements"]:
        yield "empty rich_text"
    for container in block["elements"]:
        if container["type"] not in ("rich_text_section", "rich_text_quote"):
            yield f"unknown rich text {container['type']}"
        if not container["elements"]:
            yield "empty rich text container"
        for element in container["elements"]:
            if element["type"] != "text" or units(element["text"]) < 1:
                yield f"bad rich text element {element!r:.60}"
            if any(char < " " and char != "\n" for char in element.get("text", "")):
                yield "control character"


def _image(block: Block) -> Iterator[str]:
    if not 1 <= units(block.get("alt_text", "")) <= 2000:
        yield "alt_text"
    if not block.get("slack_file", {}).get("id"):
        yield "no picture"


def _divider(_: Block) -> Iterator[str]:
    yield from ()


def _input(block: Block) -> Iterator[str]:
    yield from _text(block.get("label"), 2000)
    if "hint" in block:
        yield from _text(block["hint"], 2000)
    yield from _element(block["element"])


_BLOCKS: dict[str, Callable[[Block], Iterator[str]]] = {
    "header": _header,
    "section": _section,
    "context": _context,
    "actions": _actions,
    "rich_text": _rich_text,
    "divider": _divider,
    "image": _image,
    "input": _input,
}
