"""What can go wrong with a vault and the clinician can act on, each in one sentence."""

from __future__ import annotations

from pathlib import Path

from kap_companion.language import tr


class VaultError(Exception):
    """Something the clinician can act on; the message is the sentence to show."""


class WrongPassphrase(VaultError):
    """The passphrase opens no slot of a key file that is itself whole."""

    def __init__(self) -> None:
        super().__init__(
            tr("That is not this vault's passphrase: check the keyboard and try again.")
        )


class WrongRecoveryCode(WrongPassphrase):
    """The recovery code is mistyped, or it is not this vault's."""

    def __init__(self, message: str) -> None:
        VaultError.__init__(self, message)


class KeychainRefused(VaultError):
    """What the system's keychain holds does not open this vault."""

    def __init__(self) -> None:
        super().__init__(tr("The keychain does not open this vault: type the passphrase."))


class VaultMissing(VaultError):
    """There is no vault where one was looked for."""


class VaultExists(VaultError):
    """There is a vault already where a new one was to be made."""


class VaultDamaged(VaultError):
    """A file of the vault is missing or changed."""


class VaultInUse(VaultError):
    """Another running copy holds the vault."""

    def __init__(self) -> None:
        super().__init__(tr("This vault is open in another copy of the app: close that one first."))


class VaultNewer(VaultError):
    """A newer version of the app has written this vault."""

    def __init__(self) -> None:
        super().__init__(
            tr("This vault was written by a newer version of the app: update this one.")
        )


class VaultNotWritable(VaultError):
    """The disk took nothing: what was to be kept is still where it was typed."""

    def __init__(self) -> None:
        super().__init__(
            tr(
                "The disk is full or cannot be written: make room and keep it again; "
                "nothing was lost."
            )
        )


class ChangeHolds(VaultNotWritable):
    """A secret was changed for good before the disk refused to take a line about it."""

    def __init__(self) -> None:
        VaultError.__init__(
            self,
            tr(
                "The disk is full or cannot be written, but the change was made before and holds: "
                "make room, then go on with the new one."
            ),
        )


class VaultReadOnly(VaultNotWritable):
    """The vault lies where nothing can be written; it can still be read."""

    def __init__(self) -> None:
        VaultError.__init__(
            self,
            tr(
                "This vault can only be read where it lies: allow writing to its folder, or "
                "copy the folder to another disk, and open it there; nothing was lost."
            ),
        )


class FolderReadOnly(VaultNotWritable):
    """A vault was to be made where nothing can be written."""

    def __init__(self, folder: Path) -> None:
        VaultError.__init__(
            self,
            tr(
                "No vault can be made in {folder}, where nothing can be written: allow "
                "writing there, or choose another folder.",
                folder=folder,
            ),
        )


class VaultUnreadable(VaultError):
    """The system does not let the vault's folder be looked into."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            tr(
                "The folder {folder} cannot be read: check that it is yours and that its "
                "disk is there.",
                folder=folder,
            )
        )


class VaultNotUpdated(VaultNotWritable):
    """A vault of an earlier version could not be copied or brought up, and is as it was."""

    def __init__(self, data_file: Path) -> None:
        try:
            room = f"{data_file.stat().st_size // 500_000 + 1} MB"
        except OSError:
            room = tr("twice its size")
        VaultError.__init__(
            self,
            tr(
                "This vault was made by an earlier version, and updating it needs room for "
                "a copy: make room for {room} in {folder}, or check that disk, and open it "
                "again; nothing was changed.",
                room=room,
                folder=data_file.parent,
            ),
        )


class BackupError(VaultError):
    """A backup that could not be made or put back; nothing was overwritten."""


class BackupMissing(BackupError, VaultMissing):
    """There is no backup where one was looked for."""


class BackupDamaged(BackupError, VaultDamaged):
    """A backup is not as it was written; the message says what of it and where."""


class WrongBackupPassphrase(WrongPassphrase):
    """The passphrase is not the one the vault had when this backup was made."""

    def __init__(self, made_on: str) -> None:
        VaultError.__init__(
            self,
            tr(
                "That passphrase does not open this backup: it opens with the one the "
                "vault had on {made_on}, when the backup was made.",
                made_on=made_on,
            ),
        )
