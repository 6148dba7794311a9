"""A newcomer's first minutes: a fresh clone, the README's commands, nothing else."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def in_clone(folder: Path, *command: str, piped: str = "") -> subprocess.CompletedProcess[str]:
    """Run a command in ``folder`` as a person would, with no settings of this machine."""
    keep = {
        name: value for name, value in os.environ.items() if name.startswith(("PATH", "PIP_", "HOME", "SSL_", "LANG"))
    }
    return subprocess.run(  # noqa: S603 - commands of the README
        command, cwd=folder, env=keep, input=piped, check=False, capture_output=True, text=True
    )


@pytest.mark.drill
def test_a_fresh_clone_answers(tmp_path: Path) -> None:
    """Otherwise a newcomer would follow the README and not come to an answer."""
    clone = tmp_path / "clone"
    in_clone(tmp_path, "git", "clone", "--quiet", str(ROOT), str(clone))
    first = in_clone(clone, "make", "-s", "run", piped="/event 2024\n/quote Lavrov\n")
    assert first.returncode == 0, first.stderr
    assert "16 May 2024" in first.stdout
    assert "Sergey Lavrov" in first.stdout
    assert (clone / ".env").exists()
    assert in_clone(clone, "git", "status", "--porcelain").stdout == ""
    again = in_clone(clone, "make", "-s", "run", piped="/corpus\n")
    assert again.returncode == 0, again.stderr
    assert "5 unchanged" in again.stderr
    script = in_clone(clone, ".venv/bin/briefing-bot", "check", "--offline")
    assert script.returncode == 0, script.stdout
