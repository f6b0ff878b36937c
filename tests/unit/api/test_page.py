"""The page at ``/``: its files as they were built, under a policy that lets nothing else run."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from linkage.api import page

SCRIPT = b"console.log('built');"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand a bundle in for the built one."""
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!DOCTYPE html><title>linkage</title>", "utf-8")
    (tmp_path / "favicon.svg").write_text("<svg/>", "utf-8")
    (tmp_path / "assets" / "main-1a2b.js").write_bytes(SCRIPT)
    monkeypatch.setattr(page, "BUNDLE", tmp_path)
    return tmp_path


def test_the_page_lets_nothing_run_but_its_own_files(client: FlaskClient, built: Path) -> None:
    """No inline script or style, no other host, no frame."""
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_assets_are_kept_for_ever(client: FlaskClient, built: Path) -> None:
    """Their names change with their content."""
    answer = client.get("/assets/main-1a2b.js")
    assert answer.get_data() == SCRIPT
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Cache-Control"] == page.FOR_EVER


def test_files_are_packed_for_those_who_unpack(client: FlaskClient, built: Path) -> None:
    """The same bytes, fewer on the way; the two forms have tags of their own."""
    plain = client.get("/assets/main-1a2b.js")
    packed = client.get("/assets/main-1a2b.js", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.get_data()) == plain.get_data()
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again = client.get("/assets/main-1a2b.js", headers={"If-None-Match": plain.headers["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    "url", ["/assets/..%2findex.html", "/assets/nothing.js", "/assets/", "/nothing.svg", "/assets/..", "/index.html"]
)
def test_nothing_else_is_served(client: FlaskClient, built: Path, url: str) -> None:
    """Only names that are in the bundle, and a place beside it is none."""
    (built.parent / "secret.svg").write_text("<svg/>", "utf-8")
    assert client.get(url).status_code == 404
    assert client.get("/..%2fsecret.svg").status_code == 404


def test_where_the_page_is_not_built_it_says_how(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkout names the command; the API is there all the same."""
    monkeypatch.setattr(page, "BUNDLE", tmp_path / "nothing")
    answer = client.get("/")
    assert answer.status_code == 503
    assert "make explorer" in answer.get_data(as_text=True)
    assert client.get("/assets/main.js").status_code == 404
    assert client.get("/v1/health/live").status_code == 200
