"""What can go wrong when the event log is read."""


class LogMoved(RuntimeError):
    """The event log was restored into another database cluster; reader {reader} does not know its place there.

    Transaction numbers begin anew in a new cluster. Tell the reader to begin after the events it has seen:
    ``readers.begin_anew``.
    """

    code = "EVT-001"

    def __init__(self, *, reader: str) -> None:
        """Name the reader that stands still."""
        super().__init__(
            "The event log was restored into another database cluster;"
            f" reader {reader} does not know its place there."
        )
        self.reader = reader
