"""Authenticode by osslsigncode, which runs everywhere that we build."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from resources.installer.common import DOES_NOT_WORK, run

if TYPE_CHECKING:
    from pathlib import Path

    from resources.installer.common import Signing

TOOL = "osslsigncode"
WHO = "Välitä! – Visa omtanke!"


def sign(path: Path, signing: Signing) -> None:
    """Sign a program or an installer; nothing where another tool, or none, is asked for.

    Args:
        path: The file; it is replaced.
        signing: With ``osslsigncode``, its key is a PKCS #12 file without a password, or the
            certificate and the key as ``CERT:KEY``.

    Raises:
        BuildError: The tool is not there or refuses.
    """
    if signing.tool != TOOL:
        return
    certificate, _, key = signing.key.partition(":")
    by = ["-certs", certificate, "-key", key] if key else ["-pkcs12", certificate]
    signed = path.with_name(f"{path.name}.signed")
    run(TOOL, "sign", *by, "-h", "sha256", "-n", WHO, "-in", path, "-out", signed)
    shutil.copymode(path, signed)
    signed.replace(path)


def verify(path: Path, authority: Path) -> None:
    """See that a file is signed by a certificate that ``authority`` vouches for.

    Raises:
        BuildError: It is not, or was changed since.
    """
    run(TOOL, "verify", "-CAfile", authority, "-in", path, code=DOES_NOT_WORK)
