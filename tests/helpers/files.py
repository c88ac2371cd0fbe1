"""Files of other formats, made in the test that reads them."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO


def make_zip(members: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack ``members`` by name."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def make_pdf(pages: Sequence[Sequence[str]]) -> bytes:
    """Set each page in lines, with a font that says which characters its codes stand for."""
    used = sorted({char for page in pages for line in page for char in line})
    chars = "\n".join(f"<{ord(c):04x}> <{ord(c):04x}>" for c in used)
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(used)} beginbfchar\n{chars}\nendbfchar endcmap end end"
    )
    kids = " ".join(f"{6 + 2 * n} 0 R" for n in range(len(pages)))
    font = "<< /Type /Font /BaseFont /A"
    system = "<< /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
    parts = "/DescendantFonts [4 0 R] /ToUnicode 5 0 R"
    bodies = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        f"{font} /Subtype /Type0 /Encoding /Identity-H {parts} >>",
        f"{font} /Subtype /CIDFontType2 /CIDSystemInfo {system} /DW 1000 >>",
        _stream(cmap),
    ]
    for number, page in enumerate(pages):
        lines = " T* ".join(
            f"<{line.encode('utf-16-be', 'surrogatepass').hex()}> Tj" for line in page
        )
        place = "/Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
        bodies += [
            f"<< /Type /Page {place} /Contents {7 + 2 * number} 0 R >>",
            _stream(f"BT /F 10 Tf 14 TL 40 800 Td {lines} ET"),
        ]
    return assemble_pdf(bodies)


def assemble_pdf(bodies: Sequence[str]) -> bytes:
    """Write objects, numbered from 1, as a file; the first is its catalogue."""
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(bodies) + 1
    return data + (
        f"xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {count} /Root 1 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    ).encode("latin-1")


def _stream(content: str) -> str:
    return f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
