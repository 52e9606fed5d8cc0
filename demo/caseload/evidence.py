"""What is attached to actions as their evidence: small PDFs of a line or two, made here, fictional like the rest."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from adapters.register.attachments import FileGiven
from demo.cast import Person

PDF = "application/pdf"


@dataclass(frozen=True)
class Evidence:
    """A document somebody attaches to an action: its title, the name of its file, and the lines on its one page."""

    about: str  # the action's reference
    by: Person
    title: str
    name: str
    lines: tuple[str, ...]

    def given(self) -> FileGiven:
        """The file, as if it had come through the form."""
        content = pdf(self.lines)
        return FileGiven(self.title, self.name, PDF, sha256(content).hexdigest(), content, self.about)


def pdf(lines: tuple[str, ...]) -> bytes:
    """One page with these lines (ASCII, without brackets), always the same bytes for the same lines."""
    text = (
        b"BT /F 14 Tf 60 760 Td 20 TL " + b" ".join(b"(" + each.encode("ascii") + b") Tj T*" for each in lines) + b" ET"
    )
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
    )
    made, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    foot = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(made))
    return made + head + table + foot
