"""The clipboard, lent for a minute: what was put there is taken away if it is still there."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

KEPT_S = 60

# What programs that keep a history of the clipboard look for, so as not to keep this.
_NO_HISTORY = {
    "x-kde-passwordManagerHint": b"secret",
    "org.nspasteboard.ConcealedType": b"1",
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"1",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
}


class LentClipboard(QObject):
    """One text at a time; gone after a minute, when told to, and as the app ends."""

    def __init__(self, parent: QObject | None = None, kept_s: float = KEPT_S) -> None:
        super().__init__(parent)
        self._text: str | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(round(kept_s * 1000))
        self._timer.timeout.connect(self.take_back)
        app = QGuiApplication.instance()
        assert app is not None
        app.aboutToQuit.connect(self.take_back)

    @property
    def is_lent(self) -> bool:
        """Whether what was put there is there still."""
        return self._text is not None and _board().text() == self._text

    def put(self, text: str) -> None:
        """Put a text there for a minute."""
        told = QMimeData()
        told.setText(text)
        for kind, value in _NO_HISTORY.items():
            told.setData(kind, value)
        _board().setMimeData(told)
        self._text = _board().text()
        self._timer.start()

    def take_back(self) -> None:
        """Empty the clipboard, unless something else was put there since."""
        self._timer.stop()
        if self.is_lent:
            _board().clear()
        self._text = None


def let_go_of_selection() -> None:
    """Take back what was selected in the app: on some systems any program can paste that."""
    board = _board()
    if board.supportsSelection() and board.ownsSelection():
        board.clear(QClipboard.Mode.Selection)


def let_go_of_all() -> None:
    """Take back what was selected, copied or cut in the app, unless another program's is there."""
    let_go_of_selection()
    if _board().ownsClipboard():
        _board().clear()


def _board() -> QClipboard:
    return QGuiApplication.clipboard()
