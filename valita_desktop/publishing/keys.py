"""The keys that a feed is signed with.

A key is two files in a folder of the editor's: ``NAME.pem``, encrypted with a passphrase,
and ``NAME.pub``, which tells whose it is. Neither ever stands in the feed's own folder, and
a private key is never written unencrypted.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Protocol

from securesystemslib.exceptions import UnsupportedLibraryError
from securesystemslib.signer import CryptoSigner, SSlibKey
from typing_extensions import override

from valita_desktop.errors import PublishError, PublishErrorCode
from valita_desktop.feed.trust import KEY_NAME
from valita_desktop.paths import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
    from securesystemslib.signer import Key, Signer

_NAME = re.compile(r"\w(?:[\w .-]{0,58}\w)?")
SHORTEST_PASSPHRASE = 12
"""Characters that a new key's passphrase has at least, however it is given."""


class Keys(Protocol):
    """Whoever makes and lends keys."""

    def make(self, name: str) -> Key:
        """Make a key, which is lost unless it is kept; its public half is returned.

        Raises:
            PublishError: There is one of this name, it is no name of a file, or its passphrase
                would be too short.
        """
        ...

    def keep(self) -> None:
        """Keep the keys that were made, before anything says that they are trusted.

        Raises:
            OutputError: They cannot be written.
        """
        ...

    def signer(self, key: Key) -> Signer | None:
        """Whoever can sign with a key; ``None`` where it is not here.

        Raises:
            PublishError: The passphrase is wrong.
        """
        ...


class AskPassphrase(Protocol):
    """Asks a person for the passphrase of a key."""

    def __call__(self, name: str, *, new: bool) -> str:
        """The passphrase of the key ``name``, which is being made if ``new``."""
        ...


class ThrowawayKeys(Keys):
    """Keys that are gone when the program ends; nobody can sign for them later."""

    def __init__(self) -> None:
        self._signers: dict[str, CryptoSigner] = {}

    @override
    def make(self, name: str) -> Key:
        signer = _generated(name)
        self._signers[signer.public_key.keyid] = signer
        return signer.public_key

    @override
    def keep(self) -> None:
        """None is kept."""

    @override
    def signer(self, key: Key) -> Signer | None:
        return self._signers.get(key.keyid)


class KeyFolder(Keys):
    """Keys in a folder, each behind a passphrase."""

    def __init__(self, folder: Path, passphrase: AskPassphrase) -> None:
        """Nothing is read or asked yet.

        Args:
            folder: Where the files stand; made with the first key that is kept.
            passphrase: Asks a person.
        """
        self.folder = folder
        self._passphrase = passphrase
        self._opened: dict[str, Signer] = {}
        self._made: dict[str, tuple[bytes, bytes]] = {}

    @override
    def make(self, name: str) -> Key:
        _require_cryptography()
        from cryptography.hazmat.primitives.serialization import (
            BestAvailableEncryption,
            Encoding,
            PrivateFormat,
        )

        if not _NAME.fullmatch(name):
            raise PublishError(PublishErrorCode.KEY_NAME, name)
        if name in self._made or (self.folder / f"{name}.pem").exists():
            raise PublishError(PublishErrorCode.KEY_EXISTS, name)
        signer = _generated(name)
        secret = self._passphrase(name, new=True)
        if len(secret) < SHORTEST_PASSPHRASE:
            raise PublishError(PublishErrorCode.WEAK_PASSPHRASE, name)
        pem = _private(signer).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(secret.encode())
        )
        key = signer.public_key
        public = {"keyid": key.keyid, **key.to_dict()}
        self._made[name] = pem, json.dumps(public, indent=1).encode()
        self._opened[key.keyid] = signer
        return key

    @override
    def keep(self) -> None:
        for name, (pem, public) in self._made.items():
            write_whole(self.folder / f"{name}.pem", pem, private=True)
            write_whole(self.folder / f"{name}.pub", public)
        self._made.clear()

    @override
    def signer(self, key: Key) -> Signer | None:
        if key.keyid not in self._opened:
            for file in sorted(self.folder.glob("*.pub")):
                if _key_id(file) == key.keyid and file.with_suffix(".pem").is_file():
                    self._opened[key.keyid] = self._open(file.with_suffix(".pem"), key)
        return self._opened.get(key.keyid)

    def _open(self, private: Path, key: Key) -> Signer:
        _require_cryptography()
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        secret = self._passphrase(private.stem, new=False).encode()
        try:
            opened = load_pem_private_key(private.read_bytes(), secret)
            return CryptoSigner(opened, _as_sslib(key))
        except (ValueError, TypeError) as error:
            raise PublishError(PublishErrorCode.WRONG_PASSPHRASE, private.stem) from error
        except OSError as error:
            raise PublishError(PublishErrorCode.NO_KEY, private.stem) from error


def name_of(key: Key) -> str:
    """Whose key it is; the beginning of its id where it does not say."""
    return str(key.unrecognized_fields.get(KEY_NAME, key.keyid[:8]))


def _require_cryptography() -> None:
    try:
        import cryptography  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise PublishError(PublishErrorCode.NO_CRYPTOGRAPHY, "cryptography") from error


def _generated(name: str) -> CryptoSigner:
    try:
        signer = CryptoSigner.generate_ed25519()
    except UnsupportedLibraryError as error:
        raise PublishError(PublishErrorCode.NO_CRYPTOGRAPHY, "cryptography") from error
    signer.public_key.unrecognized_fields[KEY_NAME] = name
    return signer


def _private(signer: CryptoSigner) -> PrivateKeyTypes:
    return signer._private_key  # noqa: SLF001 - it offers no other way to keep a key


def _as_sslib(key: Key) -> SSlibKey:
    return SSlibKey(key.keyid, key.keytype, key.scheme, key.keyval, key.unrecognized_fields)


def _key_id(file: Path) -> str:
    try:
        return str(json.loads(file.read_text("utf-8")).get("keyid", ""))
    except (OSError, ValueError, AttributeError):
        return ""
