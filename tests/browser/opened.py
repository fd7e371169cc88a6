"""Open a page as people do, and look for what is wrong with it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 900}


@dataclass(frozen=True)
class Browser:
    """A browser that is running."""

    chromium: Any

    @contextmanager
    def opened(self, file: Path, site: Path | None = None, **how: Any) -> Iterator[Any]:
        """Yield a file's page, opened from the disk. Nothing is complained about.

        It asks for nothing else, but for what is in the folder of its site, if it is of one. `how` is what a context of
        playwright takes: `color_scheme`, `viewport`, `java_script_enabled`.
        """
        asked: list[str] = []
        said: list[str] = []
        context = self.chromium.new_context(**{"viewport": DESK, **how})
        context.route("**/*", lambda route: _let_in(route, file, site, asked))
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.goto(file.as_uri())
        yield page
        context.close()
        assert asked == []
        assert said == []

    def faults(self, file: Path, site: Path | None = None, **how: Any) -> list[str]:
        """Return what axe finds in a page, with all that is folded open: https://github.com/dequelabs/axe-core."""
        from axe_playwright_python.sync_playwright import Axe

        with self.opened(file, site, **how) as page:
            page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
            found = Axe().run(page, options={"preload": False}).response["violations"]
        return [
            f"{one['id']}: {node['html'][:120]}: {node['failureSummary']}" for one in found for node in one["nodes"]
        ]


@contextmanager
def running() -> Iterator[Browser]:
    """Yield a browser of the system, without a window."""
    from playwright.sync_api import sync_playwright

    root: dict[str, Any] = {"args": ["--no-sandbox"]} if getattr(os, "geteuid", lambda: 1)() == 0 else {}
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path(), **root)
        yield Browser(chromium)
        chromium.close()


def path() -> str | None:
    """Return where the browser is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def _let_in(route: Any, file: Path, site: Path | None, asked: list[str]) -> None:
    address = route.request.url.split("#")[0].split("?")[0]
    if address == file.as_uri() or (site and address.startswith(f"{site.as_uri()}/")):
        route.continue_()
    else:
        asked.append(route.request.url)
        route.abort()
