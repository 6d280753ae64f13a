"""Pages of one file, put together from plain files of assets: no network, no library, nothing outside the page.

A page names by their hashes the scripts that it came with, and its style unless it holds pictures with styles of their
own (Content Security Policy): a script that was changed or added afterwards does not run, and nothing is sent.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256
from html import escape
from importlib.resources import files

__all__ = ["asset", "document", "policy", "standalone"]


def asset(name: str) -> str:
    """Return the text of a file of assets."""
    return files("nnbarriers.pages").joinpath("assets", *name.split("/")).read_text("utf-8")


def policy(scripts: Sequence[str], styles: Sequence[str] | None) -> str:
    """Return the policy of a page with these scripts and styles; with None for styles, all that it brings are obeyed.

    >>> policy(["let it = 1;"], None).startswith("default-src 'none'; script-src 'sha256-")
    True
    """

    def named(texts: Sequence[str]) -> str:
        hashes = (b64encode(sha256(text.encode()).digest()).decode() for text in texts)
        return " ".join(f"'sha256-{found}'" for found in hashes) or "'none'"

    drawn = "'unsafe-inline'" if styles is None else named(styles)
    rest = "img-src data:; worker-src blob:; base-uri 'none'; form-action 'none'"
    return f"default-src 'none'; script-src {named(scripts)}; style-src {drawn}; {rest}"


def document(
    title: str, body: str, *, style: str, scripts: Sequence[str], description: str = "", drawn: bool = False
) -> str:
    """Return a page of this title, whole; one with pictures that are `drawn` with styles of their own obeys those."""
    told = f'<meta name="description" content="{escape(description)}">' if description else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy(scripts, None if drawn else [style])}">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{told}<title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><style>{style}</style></head>\n<body>\n{body}'
        f"{''.join(f'<script>{script}</script>' for script in scripts)}</body></html>\n"
    )


def standalone(
    name: str, title: str, description: str, parts: Sequence[str], *,
    exported: Sequence[str] = (), before: Sequence[str] = (),
) -> str:  # fmt: skip
    """Return the page whose parts lie in the folder `name` of the assets: html, css, and scripts in their order.

    They share one scope of their own, below the scripts that come `before`; what is `exported` is there as
    `window.NAME` for those who ask the page.
    """
    code = "\n".join(asset(f"{name}/{part}.js") for part in parts)
    shown = f"window.{name} = {{ {', '.join(exported)} }};" if exported else ""
    return document(
        title, asset(f"{name}/{name}.html"), description=description,
        style=asset("page.css") + asset(f"{name}/{name}.css"),
        scripts=[*before, asset("page.js"), f'\n(() => {{\n"use strict";\n{code}{shown}\n}})();\n'],
    )  # fmt: skip
