"""Headless Chromium, asked over its pipe: pages from file://, keys, fingers, media; the standard library alone."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from nnbarriers.pages.standalone import policy

CHROMIUM = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
OPTIONS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-quic", "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
SECONDS = 60
LOOK = Path(__file__).with_name("look.js").read_text("utf-8")
CLEAN: dict[str, Any] = {"wide": [], "scrolls": False, "faint": [], "small": [], "unreachable": [], "nameless": []}
"""What `look` finds on a page without faults."""
KEYS = {"Tab": 9, "Enter": 13, " ": 32, "End": 35, "Home": 36, "ArrowLeft": 37, "ArrowRight": 39, "ArrowDown": 40}


class Browser:
    """One Chromium with one page; what the page complains of is kept in `complaints`."""

    def __init__(self, to: int, back: int) -> None:
        self.to, self.back, self.rest, self.asked = to, back, b"", 0
        self.complaints: list[str] = []
        self.events: list[dict[str, Any]] = []
        self.session: str | None = None
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self.ask(f"{domain}.enable")

    def ask(self, method: str, *, seconds: float = SECONDS, **params: Any) -> dict[str, Any]:
        """Send one command and return its result, which has to come within so many seconds."""
        self.asked += 1
        message = {"id": self.asked, "method": method, "params": params}
        if self.session and not method.startswith(("Target.", "Browser.")):
            message["sessionId"] = self.session
        os.write(self.to, json.dumps(message).encode() + b"\0")
        while (answer := self._next(seconds)).get("id") != self.asked:
            self._note(answer)
        assert "error" not in answer, (method, answer["error"])
        return answer["result"]

    def _next(self, seconds: float = SECONDS) -> dict[str, Any]:
        until = time.monotonic() + seconds
        while b"\0" not in self.rest:
            ready, _, _ = select.select([self.back], [], [], max(0, until - time.monotonic()))
            chunk = os.read(self.back, 1 << 20) if ready else b""
            assert chunk, "the browser says nothing more"
            self.rest += chunk
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def _note(self, event: dict[str, Any]) -> None:
        method, params = event.get("method"), event.get("params", {})
        self.events.append(event)
        if method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(params["exceptionDetails"])[:600])
        if method == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(params["args"])[:600])
        if method == "Log.entryAdded":
            self.complaints.append(params["entry"]["text"])

    def open(self, page: Path) -> None:
        """Open a file and wait until it is there."""
        self.events.clear()
        self.ask("Page.navigate", url=page.resolve().as_uri())
        while not any(event.get("method") == "Page.loadEventFired" for event in self.events):
            self._note(self._next())

    def run(self, script: str, *, seconds: float = SECONDS) -> Any:
        """Return the value of an expression in the page; a promise is awaited."""
        answer = self.ask("Runtime.evaluate", seconds=seconds, expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def until(self, script: str) -> Any:
        """Wait until an expression is true in the page, and return it."""
        end = time.monotonic() + SECONDS
        while not (found := self.run(script)):
            assert time.monotonic() < end, script
            time.sleep(0.02)
        return found

    @contextmanager
    def frame(self, title: str) -> Iterator[None]:
        """Ask the frame whose page has this title, instead of the page itself: it is a page of its own."""
        whole, ends = self.session, time.monotonic() + SECONDS
        while time.monotonic() < ends:
            for target in self.ask("Target.getTargets")["targetInfos"]:
                if target["type"] == "iframe":
                    self.session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)[
                        "sessionId"
                    ]
                    if self.run("document.readyState === 'complete' && document.title") == title:
                        try:
                            yield
                        finally:
                            self.session = whole
                        return
                    self.session = whole
            time.sleep(0.02)
        raise AssertionError(f"no frame with the title {title}")

    def look(self, within: str = "body") -> dict[str, Any]:
        """Return what a reader stumbles over: too wide, too faint, too small, out of reach, without a name."""
        self.run("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
        return dict(self.run(f"{LOOK.rstrip()}({json.dumps(within)})"))

    def text(self, name: str) -> str:
        """Return the text of the element of this id."""
        return str(self.run(f"document.getElementById('{name}').textContent"))

    def choose(self, **values: int) -> None:
        """Give controls, by their ids, other values, and tell the page."""
        for name, value in values.items():
            where = f"document.getElementById('{name}')"
            self.run(f"{where}.value = '{value}'; {where}.dispatchEvent(new Event('input'))")

    def press(self, name: str) -> None:
        """Press the button of this id, and wait until the page is no longer busy."""
        self.run(f"document.getElementById('{name}').click()")
        self.until("document.querySelector('main').getAttribute('aria-busy') !== 'true'")

    def key(self, name: str, times: int = 1, shift: bool = False) -> None:
        """Press a key, as somebody at the keyboard does."""
        known = {"key": name, "code": "Space" if name == " " else name, "windowsVirtualKeyCode": KEYS[name]}
        known["modifiers"] = 8 if shift else 0
        typed = {"text": "\r" if name == "Enter" else " "} if name in ("Enter", " ") else {}
        for _ in range(times):
            self.ask("Input.dispatchKeyEvent", type="keyDown", **known, **typed)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **known)

    def drag(self, selector: str, start: float, end: float) -> None:
        """Put a finger on an element at a part of its width, move it to another part, and lift it."""
        self.run(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        box = self.run(
            f"(({{left, top, width, height}}) => [left, top + height / 2, width])("
            f"document.querySelector({json.dumps(selector)}).getBoundingClientRect())"
        )
        places = [{"x": box[0] + box[2] * part, "y": box[1]} for part in (start, (start + end) / 2, end)]
        self.ask("Input.dispatchTouchEvent", type="touchStart", touchPoints=places[:1])
        for place in places[1:]:
            self.ask("Input.dispatchTouchEvent", type="touchMove", touchPoints=[place])
        self.ask("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def size(self, width: int, height: int = 900, *, mobile: bool = False) -> None:
        """Give the page a screen."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        self.ask("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def media(self, scheme: str = "light", kind: str = "", *, still: bool = False) -> None:
        """Show the page light or dark, on screen or on paper ("print"), and without motion."""
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        features.append({"name": "prefers-reduced-motion", "value": "reduce" if still else "no-preference"})
        self.ask("Emulation.setEmulatedMedia", media=kind, features=features)

    def picture(self, path: Path) -> None:
        """Write what the page looks like, from top to bottom, as PNG."""
        import base64

        shot = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))


def changed(text: str, old: str, new: str) -> str:
    """A page with other words at one place, and a policy that names what it has to run then."""
    assert text.count(old) == 1, (old, text.count(old))
    text = text.replace(old, new)
    scripts, styles = (re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL) for tag in ("script", "style"))
    drawn = "style-src 'unsafe-inline'" in text or "style=" in new
    given = policy(scripts, None if drawn else styles)
    return re.sub('(?<="Content-Security-Policy" content=")[^"]*', lambda _: given, text, count=1)


def start(profile: Path) -> tuple[int, int, int]:
    """Start Chromium with a profile of its own; return its process and the ends of the pipe, to it and back."""
    assert CHROMIUM
    (its_in, to), (back, its_out) = os.pipe(), os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (its_in, its_out)]
    actions = [(os.POSIX_SPAWN_DUP2, high[0], 3), (os.POSIX_SPAWN_DUP2, high[1], 4)]
    actions.append((os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0))
    command = [CHROMIUM, *OPTIONS, f"--user-data-dir={profile}", "about:blank"]
    process = os.posix_spawn(CHROMIUM, command, dict(os.environ), file_actions=actions)
    for end in (its_in, its_out, *high):
        os.close(end)
    return process, to, back


@contextmanager
def browser(profile: Path) -> Iterator[Browser]:
    """A browser for as long as it is needed; skips where there is none, but never in CI."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no chromium: .ci/run installs it")
        pytest.skip("no chromium on this machine")
    process, to, back = start(profile)
    found = None
    try:
        found = Browser(to, back)
        yield found
    finally:
        if found is not None:
            os.write(to, json.dumps({"id": 0, "method": "Browser.close"}).encode() + b"\0")
        os.close(to)
        os.close(back)
        os.waitpid(process, 0)
