"""The certificates of a report, packed into its page, and the kernel that checks them there, offline.

The page asks a worker (`KernelWorker`, in assets/) for the verdict on a packed file, byte for byte the folder's; a
second button has one digit of an accepted one changed, and the hashes repaired. What would make the page too large
stays out.
"""

from __future__ import annotations

import gzip
from base64 import b64encode
from collections.abc import Iterator, Mapping
from html import escape

from nnbarriers.pages import browser_kernel
from nnbarriers.pages.standalone import asset

__all__ = ["LARGEST", "every", "own", "packed", "scripts"]

LARGEST = 400_000
"""Characters that all packed files of one page may have."""


def packed(contents: Mapping[str, bytes]) -> dict[str, str]:
    """Return files by name, compressed, in letters; the smallest first, until the page would be too large.

    >>> list(packed({"long": bytes(range(256)) * 4, "short": b"{}"}))
    ['short', 'long']
    """
    found = {name: b64encode(gzip.compress(data, mtime=0)).decode() for name, data in contents.items() if data}
    kept, size = {}, 0
    for name in sorted(found, key=lambda name: (len(found[name]), name)):
        size += len(found[name])
        if size > LARGEST:
            break
        kept[name] = found[name]
    return kept


def every(kept: Mapping[str, str], count: int) -> Iterator[str]:
    """Yield what checks all packed files, one after the other."""
    left = f"; {count - len(kept)} more would make the page too large" if len(kept) < count else ""
    yield (
        f'<p class="here" hidden><button type="button" id="check-all">Check all {len(kept)} in this page</button> '
        f'<span class="quiet">by a second checker, in JavaScript, offline{left}</span> <output></output></p>'
    )


def own(name: str, anchor: str, kept: Mapping[str, str]) -> Iterator[str]:
    """Yield a packed file with its two buttons; nothing for one that stayed out."""
    if name in kept:
        yield f'<div class="here" hidden data-file="{escape(name)}">'
        yield '<button type="button" class="check">Check it in this page</button>'
        yield '<button type="button" class="change" hidden>Change one digit, and repair the hashes</button>'
        yield f'<output id="h-{anchor}"></output><script type="text/plain">{kept[name]}</script></div>'


def scripts() -> Iterator[str]:
    """Yield the kernel, and what joins it to the buttons."""
    yield browser_kernel.script()
    yield from map(asset, ("verdicts.js", "embedded.js"))
