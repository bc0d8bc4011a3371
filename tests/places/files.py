"""Official files in the forms they are published in, made up here: invented codes, names and figures."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import xlsxwriter

Ring = Sequence[Sequence[float]]

DIRECTORY_HEADING = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,oseast1m,osnrth1m,osgrdind"
NEWER_HEADING = "pcd7,pcd8,pcds,dointr,doterm,cty25cd,ced25cd,lad25cd,wd25cd,east1m,north1m,gridind"


def written(path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A text file with these lines."""
    path.write_text("".join(f"{line}\n" for line in lines), encoding=encoding)
    return path


def plain_postcodes(path: Path, rows: Sequence[str], *, district: str) -> Path:
    """The plainer form: postcode, district, easting and northing."""
    lines = (f"{postcode},{district},530000,170000" for postcode in rows)
    return written(path, "postcode,lad_code,easting,northing", *lines)


def directory_row(postcode: str, *, district: str, ward: str = "", division: str = "", ended: str = "") -> str:
    """A row of the directory, as it is published."""
    compact = postcode.replace(" ", "").ljust(7)
    return f"{compact},{compact},{postcode},198001,{ended},X10000001,{division},{district},{ward},0530001,0170002,1"


def many(count: int) -> list[str]:
    """This many invented postcodes, in order."""
    letters = "ABDEFGHJLN"
    return [
        f"ZZ{number // 1000} {number // 100 % 10}{letters[number // 10 % 10]}{letters[number % 10]}"
        for number in range(1000, 1000 + count)
    ]


def packed(path: Path, source: Path) -> Path:
    """The same file as gzip."""
    path.write_bytes(gzip.compress(source.read_bytes()))
    return path


def zipped(path: Path, **members: Path) -> Path:
    """A zip with these files, by their names in it: `Data__ONSPD_NOV_2025_UK` is `Data/ONSPD_NOV_2025_UK.csv`."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in members.items():
            archive.write(source, f"{name.replace('__', '/')}.csv")
    return path


def cut(path: Path, *, to: float) -> Path:
    """The same file, of which only the first part came."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * to)])
    return path


def square(west: int, south: int, size: int) -> list[list[int]]:
    """A closed ring, anticlockwise from its south-western corner."""
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def geojson(path: Path, *features: tuple[Mapping[str, object], Sequence[Ring]]) -> Path:
    """GeoJSON of polygons with these properties and rings."""
    rows = [
        {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": rings}}
        for properties, rings in features
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": rows}))
    return path


Sheets = Mapping[str, Sequence[Sequence[object]]]


def workbook(path: Path, sheets: Sheets, *, hidden: str = "") -> Path:
    """An Excel workbook with these rows in these sheets."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
            if name == hidden:
                sheet.hide()
    return path


def open_document(path: Path, sheets: Sheets) -> Path:
    """The same as an OpenDocument spreadsheet."""
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"' for short in ("office", "table", "text")
    )
    body = "".join(
        f'<table:table table:name="{name}">{"".join(map(_open_row, rows))}</table:table>'
        for name, rows in sheets.items()
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("META-INF/manifest.xml", f'<manifest full-path="/" media-type="{kind}"/>')
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{body}</office:spreadsheet>"
            "</office:body></office:document-content>",
        )
    return path


def _open_row(row: Sequence[object]) -> str:
    cells = (
        f'<table:table-cell office:value-type="float" office:value="{value}"/>'
        if isinstance(value, int | float)
        else f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
        for value in row
    )
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def with_part(path: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    """The same zip with one of its members changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {member.filename: archive.read(member) for member in archive.infolist()}
    parts[name] = change(parts.get(name, b""))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in parts.items():
            archive.writestr(member, content)
    return path
