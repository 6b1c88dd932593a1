"""One process reads the files of all these tests: starting one for each would take most of their time."""

import pytest

from articles import readers


@pytest.fixture(scope="session")
def read_all():
    with readers.reading() as read:
        yield read


@pytest.fixture(scope="session")
def read(read_all):
    """The one article of a file; raises SourceRefused."""

    def read(content):
        (found,) = read_all(content)
        if isinstance(found.answer, readers.SourceRefused):
            raise found.answer
        return found.answer

    return read
