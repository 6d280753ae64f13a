"""Headless Chromium for the tests: a page is loaded from a file, and what it leaves in its document is read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-component-update",
    "--disable-background-networking", "--disable-sync", "--enable-logging=stderr",
)  # fmt: skip
TOLD = '<pre id="told">', "</pre>"
"""What a page writes around what it tells."""


def browse(page: Path, *options: str, seconds: int = 600) -> tuple[Any, str]:
    """Return what a page told, from JSON, and the browser's own complaints."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium on this machine")
    profile = page.with_suffix(".profile")
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", *options, "--dump-dom", page.as_uri()]
    done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
    told = re.search(rf"{TOLD[0]}([\[{{].*?){TOLD[1]}", done.stdout, re.DOTALL)
    assert told, done.stderr[-2000:]
    return json.loads(unescape(told[1])), done.stderr
