"""Files that are cut, missing or hostile, and packs that do not fit together: told, and never half read."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from commonweal.strategy.pack.reading import read_pack
from tests.factories.strategy import SMALL, small_pack
from tests.strategy.telling import at_line, problems_of

COMMITMENTS = "commitments/01-all.toml"
CUT = "the file ends in the middle of something, as if it had been cut off. Bring the whole file"
NOT_UTF_8 = "a character here is not UTF-8. Save the file as UTF-8"
TOO_DEEP = "brackets are nested too deeply in this file. Write it plainly"


# One file that is spoilt.


def unknown(code: str, groups: str = "commitments") -> str:
    return f"there is no “{code}” in {groups}. Correct it, or add it there"


def there_are(there: int, said: int, group: str) -> str:
    return f"there are {there} {group}, and {said} are announced here. Is a file cut short?"


def cut_after(words: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content[: content.index(words) + len(words)]


Told = tuple[str, str, str]
"""A file, words that stand in the line that is told, and what is said of it."""

SPOILT: Mapping[str, tuple[str, Callable[[bytes], bytes], list[Told]]] = {
    "cut at the end of an entry": (
        COMMITMENTS,
        cut_after(b"# The same, for tests"),
        [
            ("audiences.toml", "commitments =", f"commitments: {unknown('C-155')}"),
            ("compact.toml", "commitments =", f"commitments: {unknown('C-037')}"),
            ("contradictions.toml", "touches =", f"touches: {unknown('C-155', 'commitments or facts')}"),
            ("grants.toml", "commitments =", f"commitments: {unknown('S-002')}"),
            ("pack.toml", "commitments =", there_are(1, 10, "commitments")),
            ("pack.toml", "sub_rules =", there_are(0, 2, "sub_rules")),
            ("rules.toml", "commitments =", f"commitments: {unknown('C-155')}"),
        ],
    ),
    "cut inside words": ("glossary.toml", cut_after(b'meaning = "People and'), [("glossary.toml", "meaning =", CUT)]),
    "cut inside words of several lines": (
        "glossary.toml",
        lambda content: content.replace(b'"People', b'"""People').replace(b"others.", b"others.\n"),
        [("glossary.toml", "source =", CUT)],
    ),
    "cut inside an entry": (
        "glossary.toml",
        cut_after(b'term = "Civil society"\n'),
        [("glossary.toml", "[terms.civil-society]", "meaning is missing here. Add it")],
    ),
    "cut inside a list": (
        "audiences.toml",
        cut_after(b'commitments = ["C-155"'),
        [("audiences.toml", "commitments =", CUT)],
    ),
    "cut inside the name of an entry": (
        "audiences.toml",
        cut_after(b"[audiences.cab"),
        [("audiences.toml", "[audiences.cab", CUT)],
    ),
    "empty": ("compact.toml", lambda _content: b"", [("pack.toml", "principles =", there_are(0, 1, "principles"))]),
    "not UTF-8": (
        "glossary.toml",
        lambda content: content.replace(b"good of others", b"good of \xa3thers"),
        [("glossary.toml", "meaning =", NOT_UTF_8)],
    ),
    "UTF-16": ("glossary.toml", lambda content: content.decode().encode("utf-16"), [("glossary.toml", "", NOT_UTF_8)]),
    "five million characters": (
        "glossary.toml",
        lambda content: content + b"# x\n" * 1_250_000,
        [
            (
                "glossary.toml",
                "[terms.civil-society]",
                "this file is longer than two million characters, which no pack needs. Shorten it",
            )
        ],
    ),
    "one long line": (
        "glossary.toml",
        lambda content: content + b"#" + b"x" * 10_000 + b"\n",
        [("glossary.toml", "#xxx", "this line is longer than 10,000 characters. Break it")],
    ),
    "brackets in brackets": (
        "glossary.toml",
        lambda content: content + b"note = " + b"[" * 4_000 + b"]" * 4_000 + b"\n",
        [("glossary.toml", "[terms.civil-society]", TOO_DEEP)],
    ),
    "a key of a thousand parts": (
        "glossary.toml",
        lambda content: content + b".".join([b"a"] * 1_000) + b" = 1\n",
        [("glossary.toml", "[terms.civil-society]", TOO_DEEP)],
    ),
    "the character with the code 0": (
        "glossary.toml",
        lambda content: content.replace(b"good of others", b"good of \\u0000 others"),
        [("glossary.toml", "meaning =", "meaning: take away the character with the code 0")],
    ),
    "nothing but a number": (
        "glossary.toml",
        lambda _content: b"terms = 4\n",
        [
            ("glossary.toml", "terms = 4", "write tables here, like [terms.name]"),
            ("pack.toml", "terms =", there_are(0, 1, "terms")),
        ],
    ),
}


@pytest.mark.parametrize("case", SPOILT)
def test_a_spoilt_file(case: str, tmp_path: Path) -> None:
    file, spoil, said = SPOILT[case]
    folder = small_pack(tmp_path)
    (folder / file).write_bytes(spoil((folder / file).read_bytes()))

    found = problems_of(folder)

    assert found == [at_line(folder, *told) for told in said]


@pytest.mark.parametrize("file", sorted(path.name for path in SMALL.glob("*.toml")))
def test_a_file_that_is_missing(file: str, tmp_path: Path) -> None:
    folder = small_pack(tmp_path)
    (folder / file).unlink()

    found = problems_of(folder)

    assert found == [f"{file}, line 1: this file is missing or cannot be read. Put it there and load the pack again"]


def test_a_folder_where_a_file_should_be(tmp_path: Path) -> None:
    folder = small_pack(tmp_path)
    (folder / "facts.toml").unlink()
    (folder / "facts.toml").mkdir()

    found = problems_of(folder)

    assert found == ["facts.toml, line 1: this file is missing or cannot be read. Put it there and load the pack again"]


def test_a_folder_without_a_pack(tmp_path: Path) -> None:
    found = problems_of(tmp_path / "nothing")

    assert found == ["pack.toml, line 1: this file is missing or cannot be read. Put it there and load the pack again"]


@pytest.mark.parametrize(
    "write",
    [lambda content: b"\xef\xbb\xbf" + content, lambda content: content.replace(b"\n", b"\r\n")],
    ids=["BOM", "CRLF"],
)
def test_files_as_other_programs_write_them(write: Callable[[bytes], bytes], tmp_path: Path) -> None:
    folder = small_pack(tmp_path)
    for path in folder.rglob("*.toml"):
        path.write_bytes(write(path.read_bytes()))

    assert read_pack(folder).digest == read_pack(SMALL).digest


def test_lines_are_counted_alike_however_they_end(tmp_path: Path) -> None:
    folder = small_pack(tmp_path, {"facts.toml": {'section = "formats"': 'section = "nowhere"'}})
    plain = problems_of(folder)
    content = (folder / "facts.toml").read_bytes()
    (folder / "facts.toml").write_bytes(content.replace(b"\n", b"\r\n"))

    windows = problems_of(folder)

    assert plain == windows
    assert plain[0].startswith("facts.toml, line 4: ")


def test_an_id_that_stands_in_two_files(tmp_path: Path) -> None:
    folder = small_pack(tmp_path, {"pack.toml": {"commitments = 10": "commitments = 11"}})
    (folder / "commitments" / "02-more.toml").write_text(
        "# More.\n" + (SMALL / COMMITMENTS).read_text().split("\n\n")[0].replace("# A `will` shown by records.\n", "")
    )

    found = problems_of(folder)

    assert found == [
        (
            "commitments/02-more.toml, line 2: C-005 stands in commitments/01-all.toml, line 2 already."
            " Give each its own id"
        )
    ]


# Packs that extend one another.


def extending(folder: Path, slug: str, extends: str, more: str = "", names: str = "") -> Path:
    """A pack of two files that extends another."""
    pack = folder / slug
    pack.mkdir()
    (pack / "pack.toml").write_text(f'format = 1\nslug = "{slug}"\nversion = "1"\nextends = "{extends}"\n{more}')
    (pack / "names.toml").write_text(names)
    return pack


@pytest.mark.parametrize("length", [1, 2, 3])
def test_packs_that_extend_one_another_in_a_circle(length: int, tmp_path: Path) -> None:
    slugs = [f"pack-{number}" for number in range(length)]
    folders = [extending(tmp_path, slug, after) for slug, after in zip(slugs, [*slugs[1:], slugs[0]], strict=True)]

    found = problems_of(folders[0])

    circle = " → ".join([*slugs, slugs[0]])
    last = "" if length == 1 else f"{slugs[-1]}/"
    assert found == [f"{last}pack.toml, line 4: these packs extend one another in a circle: {circle}. Break it"]


def test_a_pack_that_extends_itself_by_another_name(tmp_path: Path) -> None:
    pack = extending(tmp_path, "one", "two")
    (tmp_path / "two").symlink_to(pack)

    found = problems_of(pack)

    assert found == ["pack.toml, line 4: these packs extend one another in a circle: one → one. Break it"]


@pytest.mark.parametrize("extends", ["nowhere", "../small-2021", "a" * 300, "", "Small 2021"])
def test_a_pack_that_extends_what_is_not_there(extends: str, tmp_path: Path) -> None:
    small_pack(tmp_path)
    pack = extending(tmp_path, "one", extends)

    found = problems_of(pack)

    shown = extends if len(extends) <= 40 else f"{extends[:40]}…"
    assert found == [
        f"pack.toml, line 4: there is no pack “{shown}” beside this one. Put its folder there, or correct the name"
    ]


def test_a_pack_that_gives_other_names(tmp_path: Path) -> None:
    small_pack(tmp_path)
    pack = extending(tmp_path, "one", "small-2021", names='[places.county]\nname = "Elsewhere"\n')

    contents = read_pack(pack)

    assert (contents.slug, contents.extends, contents.head["title"]) == (
        "one",
        "small-2021",
        "Elsewhere strategy, 2021 to 2027",
    )


# What an extending pack says beside its names, and what comes of it.
EXTENDING_WRONGLY: Mapping[str, tuple[str, str, list[str]]] = {
    "a name that the other does not have": (
        "",
        '[bodies.choir]\nname = "Choir"\nkind = "OTHER"\n',
        ["names.toml, line 1: the pack that this one extends has no choir. It can only be given other names"],
    ),
    "an unknown name in its title": (
        'title = "A {nothing}"\n',
        "",
        [
            (
                "pack.toml, line 5: names.toml has no name for {nothing}."
                " Add it there, or write a brace twice to mean a brace"
            )
        ],
    ),
    "a title that names make too long": (
        'title = "{fund}{fund}"\n',
        f'[names]\nfund = "{"Fund " * 21}"\n',
        ["pack.toml, line 5: title: use 200 characters or fewer; there are 210"],
    ),
    "a term of its own": (
        '[term]\nfrom_on = "begins"\n',
        "",
        [
            (
                "pack.toml, line 5: there is no key term here. The keys are: format, slug, version, extends, title,"
                " summary, source"
            )
        ],
    ),
    "a body that does not exist in its names": (
        "",
        '[bodies.council]\nname = ""\nkind = "COUNCIL"\n',
        ["names.toml, line 2: name: write some words here"],
    ),
}


@pytest.mark.parametrize("case", EXTENDING_WRONGLY)
def test_a_pack_that_extends_another_wrongly(case: str, tmp_path: Path) -> None:
    more, names, said = EXTENDING_WRONGLY[case]
    small_pack(tmp_path)
    pack = extending(tmp_path, "one", "small-2021", more, names)

    found = problems_of(pack)

    assert found == said


def test_a_pack_that_extends_another_and_has_words_of_its_own(tmp_path: Path) -> None:
    small_pack(tmp_path)
    pack = extending(tmp_path, "one", "small-2021")
    shutil.copytree(SMALL / "commitments", pack / "commitments")

    found = problems_of(pack)

    assert found == [
        (
            "commitments/01-all.toml, line 1: a pack that extends another gives other names and nothing else."
            " Take this file away"
        )
    ]


def test_a_pack_with_the_slug_of_the_one_it_extends(tmp_path: Path) -> None:
    small_pack(tmp_path)
    pack = extending(tmp_path, "one", "small-2021")
    (pack / "pack.toml").write_text((pack / "pack.toml").read_text().replace('slug = "one"', 'slug = "small-2021"'))

    found = problems_of(pack)

    assert found == [
        "pack.toml, line 2: this is the slug of the pack that this one extends. Give this one a slug of its own"
    ]
