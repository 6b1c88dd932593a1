"""What is done where reading was asked for: plain text is read, and what a file does not tell is taken from its text."""

from articles.readers import plain
from articles.readers.finding import refuse_unreadable
from articles.readers.headline import masthead
from articles.readers.kinds import kind_of
from articles.readers.language import language_of
from articles.readers.process import ReadingProcess
from articles.readers.published import published
from articles.readers.source import Found, SourceRefused, SourceText


def read_bounded(content: bytes, process: ReadingProcess) -> list[Found]:
    try:
        refuse_unreadable(content)
        found = [Found("", plain.read(content))] if kind_of(content) == "text" else process.read(content)
    except SourceRefused as refused:
        found = [Found("", refused)]
    return [Found(part, _completed(answer)) for part, answer in found]


def _completed(answer: SourceText | SourceRefused):
    """With the guesses that the first lines of the text allow; what the file itself says goes before them."""
    if isinstance(answer, SourceRefused):
        return answer
    headline, outlet = masthead(answer.text)
    return answer._replace(
        headline=answer.headline or headline,
        outlet=answer.outlet or outlet,
        language=answer.language or language_of(answer.text),
        published=answer.published or published(answer.text),
    )
