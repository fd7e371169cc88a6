"""What these tests are to notice is noticed."""

from pathlib import Path

import pytest

from tests.browser.opened import Browser

PAGE = '<!doctype html><html lang="en"><title>x</title><main><h1>x</h1>{}</main></html>'


@pytest.mark.parametrize(
    "fault",
    [
        '<img alt="" src="https://example.org/x.png">',
        "<script>console.log('x')</script>",
        "<script>alert(1)</script>",
        "<script>nothing()</script>",
    ],
)
def test_requests_and_complaints(fault: str, browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format(fault), "utf-8")
    with pytest.raises(AssertionError), browser.opened(page) as shown:
        shown.wait_for_load_state("load")


def test_barriers(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE.format('<p style="color: #ccc; background: white">pale</p>'), "utf-8")
    assert [fault.split(":")[0] for fault in browser.faults(page)] == ["color-contrast"]
