"""Pages of one file, put together from plain files of assets: no network, no library, nothing outside the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from importlib.resources import files

__all__ = ["asset", "standalone"]

POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; worker-src blob:"


def asset(name: str) -> str:
    """Return the text of a file of assets."""
    return files("nnbarriers.pages").joinpath("assets", *name.split("/")).read_text("utf-8")


def standalone(name: str, title: str, description: str, scripts: Sequence[str], exported: Sequence[str] = ()) -> str:
    """Return the page whose parts lie in the folder `name` of the assets: html, css, and scripts in their order.

    The scripts share one scope of their own; what is `exported` is there as `window.NAME` for those who ask the page.
    """
    code = "\n".join(asset(f"{name}/{script}.js") for script in scripts)
    shown = f"window.{name} = {{ {', '.join(exported)} }};" if exported else ""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="description" content="{escape(description)}"><title>{escape(title)}</title>'
        f'<link rel="icon" href="data:,"><style>\n{asset("page.css")}{asset(f"{name}/{name}.css")}</style></head>\n'
        f'<body>\n{asset(f"{name}/{name}.html")}<script>\n(() => {{\n"use strict";\n{code}{shown}\n}})();\n</script>\n'
        "</body></html>\n"
    )
