"""Where things are in the repository, and what they are called on the site."""

from __future__ import annotations

import re
from pathlib import Path

__all__ = ["PACKAGES", "ROOT", "dotted", "put", "slug", "unbroken"]

ROOT = Path(__file__).parents[1]
PACKAGES = ("theory", "constructions", "proofs_check", "nnbarriers")


def put(target: Path, name: str, text: str) -> None:
    """Write one file of the mirror."""
    (target / name).parent.mkdir(parents=True, exist_ok=True)
    (target / name).write_text(text, "utf-8")


def dotted(path: Path) -> str:
    """Return the name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def slug(heading: str) -> str:
    """Return the anchor of a heading, as GitHub and MyST make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def unbroken(html: str) -> str:
    """Return HTML without empty lines, at which Markdown would end it."""
    return re.sub(r"\n\s*\n", "\n", html.strip())
