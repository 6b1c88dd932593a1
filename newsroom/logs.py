"""What goes into the log, and in how many lines."""

import logging


class RefusalsInOneLine(logging.Filter):
    """Keeps every record; a request that was refused (4xx) comes without a traceback, since nothing of ours broke."""

    def filter(self, record):
        if 400 <= getattr(record, "status_code", 0) < 500:
            record.exc_info = record.exc_text = None
        return True
