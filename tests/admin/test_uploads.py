"""Files people send: what may come in, what may not and why, and how a file goes out again."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from urllib.parse import unquote

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import UploadFile

from admin.downloads import SANDBOX, disposition, download
from admin.uploads import ACCEPT, LARGEST_FILE, LONGEST_NAME, UploadRefused, looked_at, shown_name, taken

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def png(width: int = 0, height: int = 0) -> bytes:
    """A picture; with a size, one that says it has that size."""
    out = io.BytesIO()
    segno.make("a picture").save(out, kind="png")
    drawn = out.getvalue()
    if not width:
        return drawn
    head = b"IHDR" + struct.pack(">II", width, height) + drawn[24:29]
    return drawn[:12] + head + struct.pack(">I", zlib.crc32(head)) + drawn[33:]


def jpeg(width: int = 8, height: int = 8) -> bytes:
    """The frame of a picture of that size; nobody here decodes more."""
    frame = b"\xff\xc0\x00\x11\x08" + struct.pack(">HH", height, width) + b"\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01"
    return b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + frame + b"\xff\xd9"


def docx(parts: dict[str, bytes] | None = None) -> bytes:
    """A Word document with these parts besides."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": b"<w/>",
            **(parts or {}),
        }.items():
            archive.writestr(name, content)
    return out.getvalue()


HTML = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
EXE = b"MZ\x90\x00\x03\x00\x00\x00" + b"\0" * 200


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [("a.pdf", PDF, "application/pdf"), ("A.PDF", PDF, "application/pdf"), ("b.png", png(), "image/png"),
     ("c.jpg", jpeg(), "image/jpeg"), ("c.jpeg", jpeg(), "image/jpeg"),
     ("d.docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document")],
)  # fmt: skip
def test_the_four_kinds_come_in(name: str, content: bytes, kind: str) -> None:
    upload = looked_at(name, content)

    assert (upload.name, upload.kind, upload.content) == (name, kind, content)
    assert len(upload.digest) == 64


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [("a.exe", EXE, "ending"), ("a.html", HTML, "ending"), ("a.svg", SVG, "ending"), ("a", PDF, "ending"),
     ("a.pdf.exe", PDF, "ending"), ("", PDF, "ending"), ("a.docm", docx(), "ending"), (".pdf", PDF, "ending"),
     ("a.pdf", EXE, "content"), ("a.pdf", HTML, "content"), ("a.pdf", SVG, "content"), ("a.pdf", png(), "content"),
     ("a.png", HTML, "content"), ("a.png", jpeg(), "content"), ("a.jpg", png(), "content"), ("a.jpg", SVG, "content"),
     ("a.docx", PDF, "content"), ("a.docx", HTML, "content"), ("a.docx", b"PK\x03\x04 broken", "content"),
     ("a.pdf", b"", "empty"), ("a.pdf", PDF + b"x" * LARGEST_FILE, "large"),
     ("a.pdf", HTML + PDF, "content"), ("a.pdf", PDF + docx(), "content"), ("a.png", png() + HTML, "content"),
     ("a.jpg", jpeg() + docx(), "content"), ("a.docx", HTML + docx(), "content"), ("a.pdf", b"%PDF-1.7\n", "content"),
     ("a.png", png(50_000, 50_000), "pixels"), ("a.jpg", jpeg(50_000, 50_000), "pixels"),
     ("a.docx", docx({"word/vbaProject.bin": b"x"}), "macros"),
     ("a.docx", docx({"word/media/zeros": b"\0" * 30_000_000}), "archive"),
     ("a.docx", docx({f"word/{number}": b"" for number in range(2_001)}), "archive")],
)  # fmt: skip
def test_what_may_not_come_in_is_refused_with_the_reason_and_what_to_do(name: str, content: bytes, code: str) -> None:
    with pytest.raises(UploadRefused) as refused:
        looked_at(name, content)

    assert refused.value.code == code
    assert refused.value.problem
    assert refused.value.mend.endswith(".")


def test_a_document_that_is_locked_or_has_one_part_twice_is_refused() -> None:
    twice = io.BytesIO(docx())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(twice, "a") as archive:
        archive.writestr("word/document.xml", b"<another/>")
    locked = bytearray(docx())
    at = locked.rindex(b"PK\x01\x02")
    locked[at + 8] |= 1

    for content in (twice.getvalue(), bytes(locked)):
        with pytest.raises(UploadRefused) as refused:
            looked_at("a.docx", content)
        assert refused.value.code == "archive"


@pytest.mark.parametrize(
    ("said", "shown"),
    [("../../etc/passwd.pdf", "passwd.pdf"), ("C:\\Users\\x\\report.docx", "report.docx"), ("a\x00b.pdf", "ab.pdf"),
     ("report\u202efdp.exe", "reportfdp.exe"), ("Ñáñez e\u0301.pdf", "Ñáñez é.pdf"),
     ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie_ x.pdf"),
     ("孩子.pdf", "孩子.pdf"), ('a"b.pdf', "a_b.pdf"), ("", "file"), ("...", "file")],
)  # fmt: skip
def test_a_name_is_something_to_show(said: str, shown: str) -> None:
    assert shown_name(said) == shown


@given(st.text(max_size=400))
def test_whatever_a_file_is_called_its_name_leads_nowhere(said: str) -> None:
    name = shown_name(said)

    assert name
    assert not set(name) & set('/\\\0\r\n"<>|?*:\u202e')
    assert name not in (".", "..")
    assert len(name) <= LONGEST_NAME + 11


@given(st.text(max_size=200))
def test_a_download_is_an_attachment_under_its_name_whatever_that_is(said: str) -> None:
    header = disposition(said)

    found = re.fullmatch(r"attachment; filename=\"([A-Za-z0-9._ -]+)\"; filename\*=UTF-8''([A-Za-z0-9._~%-]+)", header)
    assert found
    assert unquote(found[2]) == shown_name(said)


def test_a_download_is_never_run() -> None:
    answer = download(PDF, "Ñáñez.pdf", "application/pdf")

    assert answer.headers["content-security-policy"] == SANDBOX
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert (
        answer.headers["content-disposition"]
        == "attachment; filename=\"___ez.pdf\"; filename*=UTF-8''%C3%91%C3%A1%C3%B1ez.pdf"
    )


async def test_what_a_form_brought_is_read_no_further_than_the_largest_file() -> None:
    class Endless(io.BytesIO):
        longest = 0

        def read(self, size: int | None = -1) -> bytes:
            self.longest = max(self.longest, size or 0)
            assert size is not None
            assert size > 0
            return b"x" * size

    endless = Endless()

    with pytest.raises(UploadRefused) as refused:
        await taken(UploadFile(endless, filename="a.pdf"))

    assert refused.value.code == "large"
    assert endless.longest == LARGEST_FILE + 1


def test_a_form_s_field_names_the_kinds() -> None:
    assert ACCEPT == ".pdf,.docx,.png,.jpg,.jpeg"
