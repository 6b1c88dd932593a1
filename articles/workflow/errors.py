"""What a workflow verb answers when it cannot do what was asked."""


class Refused(Exception):
    """`reason` is one plain sentence for the person who asked; `details` say what stands in the way, one thing each."""

    def __init__(self, reason: str, details=()):
        super().__init__(reason)
        self.reason = reason
        self.details = list(details)
