"""Our client as the public TUF conformance suite drives it.

The suite (github.com/theupdateframework/tuf-conformance) is run outside this repository
and calls this file as a program; its CLIENT-CLI.md says how. Everything goes through the
program's own trust and its own network: `feed.trust.Client` over `sync.fetch.WebSource`.

    pytest tuf_conformance --entrypoint "python -m tests.bench.tuf_client"
"""

from __future__ import annotations

import argparse
import shutil
import sys
import traceback
from pathlib import Path

from tuf.api.exceptions import DownloadError, RepositoryError

from valita_desktop.errors import ValitaError
from valita_desktop.feed.trust import Client, Fetcher, Trust
from valita_desktop.sync.fetch import Patience, WebSource

PATIENCE = Patience(idle=5, metadata=30, packs=60, tries=1)


def main() -> int:
    given = _arguments()
    metadata = Path(given.metadata_dir)
    if given.command == "init":
        shutil.copyfile(given.trusted_root, metadata / "root.json")
        return 0
    source = WebSource(given.metadata_url.rstrip("/").removesuffix("metadata"), patience=PATIENCE)
    trust = Trust((metadata / "root.json").read_bytes(), metadata)
    try:
        client = Client(trust, Fetcher(source), given.target_dir or "")
        try:
            client.refresh()
        finally:
            newest = f"root_history/{client.root_version}.root.json"
            shutil.copyfile(metadata / newest, metadata / "root.json")
        for name in given.target_name or ():
            _download(client, name)
    except (ValitaError, RepositoryError, DownloadError, OSError) as error:
        traceback.print_exception(error)
        return 1
    finally:
        source.rest()
    return 0


def _download(client: Client, name: str) -> None:
    target = client.get_targetinfo(name)
    if target is None:
        raise RepositoryError(f"{name} is not signed")
    if not client.find_cached_target(target):
        client.download_target(target)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--metadata-url", default="")
    parser.add_argument("--metadata-dir", required=True)
    parser.add_argument("--target-name", action="append")
    parser.add_argument("--target-dir")
    parser.add_argument("--target-base-url")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("init").add_argument("trusted_root")
    commands.add_parser("refresh")
    commands.add_parser("download")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
