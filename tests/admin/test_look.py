"""The look: what is committed is what was built, it is served as what it is, and nothing in it comes from elsewhere."""

from __future__ import annotations

import gzip
import re
from hashlib import sha256
from pathlib import Path

import pytest

from admin.rendering import TEMPLATES, environment
from admin.static_files import FOLDER, KINDS, asset
from tests.admin.conftest import Pages

PROJECT = Path(__file__).resolve().parents[2]
LISTED = dict(reversed(line.split("  ")) for line in (FOLDER / "HASHES").read_text("utf-8").splitlines())
STYLES = (FOLDER / "pages.css").read_text("utf-8")
BRAND = dict(
    re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", (PROJECT / "look/sources/_brand.scss").read_text("utf-8"), re.M)
)
BLACK, WHITE = "#0b0c0c", "#ffffff"
INLINE = re.compile(
    r"<script(?![^>]*\ssrc=)|<script[^>]*>[^<]|<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|\shx-on", re.I
)
ELSEWHERE = re.compile(r"""(?:src|href|action|data-hx-[a-z]+)\s*=\s*["']?(?:[a-z]+:)?//""", re.I)


def templates() -> list[str]:
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))


def test_what_is_committed_is_what_was_built_from_these_sources() -> None:
    built = [path for path in FOLDER.iterdir() if path.name != "HASHES"]
    look = PROJECT / "look"
    from_what = [*(look / "sources").iterdir(), look / "build.js", look / "package.json", look / "package-lock.json"]

    found = {path.relative_to(PROJECT).as_posix(): sha256(path.read_bytes()).hexdigest() for path in built + from_what}

    assert found == LISTED, "run `make look` and commit what it wrote"


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.iterdir() if path.suffix in KINDS))
def test_an_asset_is_served_as_what_it_is_and_kept(pages: Pages, name: str) -> None:
    answer = pages.as_(None).get(asset(name), headers={"Accept-Encoding": "identity"})

    assert (answer.status_code, answer.content) == (200, (FOLDER / name).read_bytes())
    assert answer.headers["content-type"] == KINDS[Path(name).suffix]
    assert "immutable" in answer.headers["cache-control"]


def test_an_asset_travels_packed_to_whoever_can_unpack_it(pages: Pages) -> None:
    browser = pages.as_(None)

    with browser.stream("GET", asset("pages.css"), headers={"Accept-Encoding": "gzip, br"}) as answer:
        raw = b"".join(answer.iter_raw())

    assert answer.headers["content-encoding"] == "gzip"
    assert gzip.decompress(raw) == (FOLDER / "pages.css").read_bytes()
    assert len(raw) < 30_000


@pytest.mark.parametrize("name", ["HASHES", "LICENCES.txt", "..%2f..%2fapp.py", "pages.css.map"])
def test_what_is_no_asset_is_not_served(pages: Pages, name: str) -> None:
    answer = pages.as_(None).get(f"/assets/0/{name}")

    assert answer.status_code == 404


def test_an_asset_of_another_edition_is_not_served_as_this_one(pages: Pages) -> None:
    answer = pages.as_(None).get("/assets/000000000000/pages.css")

    assert answer.status_code == 404


def test_the_weight_of_a_first_visit_stays_small() -> None:
    packed = {path.name: len(gzip.compress(path.read_bytes())) for path in FOLDER.iterdir() if path.suffix in KINDS}

    assert sum(packed.values()) < 60_000, packed


@pytest.mark.parametrize("forbidden", ["url(", "@font-face", "@import", "GDS Transport", "#1d70b8", "#1a65a6", "crown"])
def test_the_stylesheet_has_nothing_partnerships_may_not_use_and_fetches_nothing(forbidden: str) -> None:
    assert forbidden.lower() not in STYLES.lower()


@pytest.mark.parametrize("name", templates())
def test_a_template_is_understood_and_has_no_code_in_it_and_nothing_from_elsewhere(name: str) -> None:
    written = (TEMPLATES / name).read_text("utf-8")

    environment().get_template(f"pages/{name}")

    assert INLINE.findall(written) == []
    assert ELSEWHERE.findall(written) == []


@pytest.mark.parametrize(
    "written",
    [
        "<script>go()</script>",
        '<script type="module">go()</script>',
        '<p style="color: red">',
        '<a onclick="go()">',
        "<style>p {}</style>",
        '<a href="javascript:go()">',
    ],
)
def test_code_in_a_page_would_be_seen(written: str) -> None:
    assert INLINE.search(written)


@pytest.mark.parametrize(
    "written", ['<img src="https://elsewhere.example/a.png">', "<script src='//elsewhere.example'>"]
)
def test_something_from_elsewhere_would_be_seen(written: str) -> None:
    assert ELSEWHERE.search(written)


@pytest.mark.parametrize(
    ("ink", "paper"),
    [
        (WHITE, "brand"),
        ("brand", "brand-pale"),
        ("link", WHITE),
        ("link", "brand-pale"),
        ("visited", WHITE),
        ("visited", "brand-pale"),
        ("brand-dark", "brand-light"),
        (BLACK, "amber"),
        (BLACK, "brand-pale"),
    ],
)
def test_words_stand_out_from_their_ground_as_AA_asks(ink: str, paper: str) -> None:
    assert contrast(BRAND.get(ink, ink), BRAND.get(paper, paper)) >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 counts it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
