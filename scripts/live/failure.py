"""What ends a run that does not hold."""


class Failure(Exception):
    """A step that does not hold, in one sentence, and the log that says why."""

    def __init__(self, sentence: str, log: str = "") -> None:
        super().__init__(sentence)
        self.log = log
