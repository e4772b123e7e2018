"""Writes web/yasgui.js and web/yasgui.css from a package of npm; run by hand when a new version is wanted.

    npm pack @zazuko/yasgui@4.6.2
    python -m kg.serve.make_yasgui zazuko-yasgui-4.6.2.tgz

YASGUI completes terms over the network, from prefix.cc and from lov.linkeddata.es, and brings the list of the
former. All that is cut out: the page brings the terms of its own store (web/query.js). A new version gets a
new INTEGRITY here (`npm view @zazuko/yasgui@VERSION dist.integrity`) and new hashes in VENDORED, and its
bundled packages are named again in LICENSES.md.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import tarfile
from pathlib import Path

from kg.errors import KgError

VERSION = "4.6.2"
INTEGRITY = "sha512-Zw45KdPoAE1KRaAoxIHdQqeJxvaVG1oQdntw0hy0ktX35Zu8ZccuOLrXCLwR+GU+0xMzLw8Mjw6BkSZV2vUuQw=="
"""What the registry says of the package."""

VENDORED = {
    "yasgui.js": "7c4544e4c72347b8169e8379890658fc91514c1c41c8eb0a510ac8b0ca312c41",
    "yasgui.css": "5c8a5e13347855aedac1ab5eeb7886483b9d447ff4e325316437d9a552bb2327",
}
"""The files of the page and their SHA-256."""

CUTS = (
    # The list of prefix.cc: some thousand of `name=`address`,` and the table of them.
    (r"(?:\w+=`https?://[^`]*`,){100,}prefixes_default=\{[^{}]*\}", "prefixes_default={}"),
    (r"\(e\.config\.prefixCcApi\?fetch\(.*?\):Promise\.resolve\(prefixes_default\)\)", "Promise.resolve({})"),
    (r"fetchFromLov\(e,`(?:property|class)`,t\)", "[]"),
    (r"fetchFromLov=\(e,t,n\)=>\{.*?\},(?=completers=)", ""),
    # The policy of the page allows no style in an element.
    (r"<strong style='text-decoration:underline'>", "<strong>"),
    # Where nothing else is said it asks the store of the page, and offers no other.
    (r"`https://(?:dbpedia\.org/sparql|query\.wikidata\.org/[\w/]+)`", "`/sparql`"),
    (r"`https://docs\.triply\.cc/[^`]*`", "``"),
)
"""Pattern → what takes its place in the script; each must be found."""


def cut(script: str) -> str:
    """Return the script without what asks the network. Raises KgError where a cut finds nothing."""
    for pattern, instead in CUTS:
        script, found = re.subn(pattern, instead, script, flags=re.DOTALL)
        if found == 0:
            raise KgError(f"YASGUI has changed: nothing matches {pattern}")
    return script


def vendored(package: Path) -> dict[str, str]:
    """Return the files of the page by name. Raises KgError where the package is not the one named here."""
    digest = base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode()
    if f"sha512-{digest}" != INTEGRITY:
        raise KgError(f"{package} is not @zazuko/yasgui {VERSION}: its hash is sha512-{digest}")
    head = f"/* @zazuko/yasgui {VERSION}, MIT, with the packages named in LICENSES.md; by make_yasgui.py */\n"
    with tarfile.open(package) as files:

        def read(name: str) -> str:
            file = files.extractfile(f"package/build/{name}")
            if file is None:
                raise KgError(f"{package} has no {name}")
            return re.sub(r"\n?(?://|/\*)# sourceMappingURL=.*", "", file.read().decode()).strip() + "\n"

        return {"yasgui.js": head + cut(read("yasgui.min.js")), "yasgui.css": head + read("yasgui.min.css")}


def main(package: str) -> None:
    """Write the files beside the others of the page."""
    for name, text in vendored(Path(package)).items():
        Path(__file__).with_name("web").joinpath(name).write_text(text, encoding="utf-8", newline="")


if __name__ == "__main__":
    main(sys.argv[1])
