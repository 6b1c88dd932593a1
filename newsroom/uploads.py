"""Files on their way in: what is too large for memory goes to the disk, and is gone with the process that received it."""

import os

from django.core.files.uploadhandler import TemporaryFileUploadHandler


class NamelessFileUploadHandler(TemporaryFileUploadHandler):
    """Django's own, but the file loses its name at once: however its process ends, nothing of it stays on the disk."""

    def new_file(self, *arguments, **options):
        super().new_file(*arguments, **options)
        os.unlink(self.file.temporary_file_path())
