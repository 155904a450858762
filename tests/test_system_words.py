"""What the system says of a file is said in the language of the sentence that it stands in."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from kap_companion.language import language, speaking
from kap_companion.music.sound_events import EventsError, read_events
from kap_companion.system_words import system_words


def test_a_folder_given_for_a_file_is_told_in_one_language(tmp_path: Path) -> None:
    with pytest.raises(EventsError, match=f"The events {tmp_path} cannot be read: Is a directory."):
        read_events(tmp_path)
    with (
        speaking(language("es")),
        pytest.raises(EventsError, match=f"No se pueden leer los eventos {tmp_path}: es una carp"),
    ):
        read_events(tmp_path)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have other words for them")
@pytest.mark.parametrize(
    "code",
    [
        *(errno.ENOENT, errno.EACCES, errno.EPERM, errno.EISDIR, errno.ENOTDIR, errno.EEXIST),
        *(errno.ENAMETOOLONG, errno.EFBIG, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO),
        *(errno.EBUSY, errno.ENODEV, errno.ESTALE, errno.ETIMEDOUT, errno.EHOSTDOWN, errno.ELOOP),
        *(errno.EMFILE, errno.ENOMEM, errno.EINVAL),
    ],
)
def test_what_a_disk_may_answer_is_said_in_spanish(code: int) -> None:
    trouble = OSError(code, os.strerror(code))
    with speaking(language("es")):
        assert system_words(trouble) != os.strerror(code)


def test_what_is_not_known_stays_as_the_system_says_it() -> None:
    with speaking(language("es")):
        assert system_words(OSError(1, "the drive is on fire")) == "the drive is on fire"
        assert system_words(OSError("no number")) == ""
