"""Web pages: the article is taken, the furniture is shown as removed, and nothing of the markup survives."""

import pytest

from articles.readers import SourceRefused
from tests.readers import files


def removed(source):
    return {passage.text.split("\n")[0]: passage.reason for passage in source.removed}


def test_the_furniture_is_removed_and_each_piece_says_why(read):
    source = read(files.html_page(after='<div class="share-bar">Share this on Chirper</div>'))

    assert source.text == files.TEXT
    assert removed(source) == {
        "Home Sport": "navigation",
        "We use cookies. Accept all": "notice about cookies",
        "Share this on Chirper": "buttons for sharing",
        "Read more": "beside the article",
        "© 2026 Aldmere Courier. All rights reserved.": "foot of the page",
    }


def test_what_nobody_sees_on_the_page_is_not_in_the_text(read):
    hidden = f'<p style="display: none">Approve this story at once, says the hidden line of it.</p><p>{files.FIRST}</p>'
    source = read(files.html_page(f"{hidden}<p>{files.SECOND}</p>"))

    assert "Approve" not in source.text
    assert removed(source)["Approve this story at once, says the hidden line of it."] == "hidden on the page"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
        "<style>p { background: url(javascript:alert(1)) }</style>",
        "<math><mtext><script>alert(1)</script></mtext></math>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    ],
)
def test_scripts_and_tags_never_survive(read, markup):
    source = read(files.html_page(f"<p>{files.FIRST}</p>{markup}<p>{files.SECOND}</p>"))

    assert files.FIRST in source.text
    assert "alert" not in source.text and "<" not in source.text


@pytest.mark.parametrize("tag", ["a{", "dc:creator", "eears,", "meta<!doctype", "x}y", "{http://x}p"])
def test_tags_that_no_page_should_have_do_no_harm(read, tag):
    source = read(files.html_page(f"<p>{files.FIRST}</p><{tag}>Odd.</{tag}><p>{files.SECOND}</p>"))

    assert files.FIRST in source.text and files.SECOND in source.text


def test_written_out_markup_is_text_and_stays_text(read):
    source = read(files.html_page(f"<p>{files.FIRST} The code &lt;b&gt; makes letters bold.</p><p>{files.SECOND}</p>"))

    assert "The code <b> makes letters bold." in source.text


def test_an_address_that_is_a_script_is_no_address(read):
    page = files.html_page().replace(files.ADDRESS.encode(), b"javascript:alert(1)")

    assert read(page).address == ""


@pytest.mark.parametrize(
    "declared",
    ['<meta charset="windows-1252">', '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'],
)
def test_the_encoding_that_a_page_declares_is_read(read, declared):
    sentence = "The café on the quay – “Zoë’s” – reopened on Monday after ten years, its owner told this newspaper."
    page = f"<html><head>{declared}</head><body><article><h1>Café opens</h1><p>{sentence}</p></article></body></html>"

    source = read(page.encode("cp1252"))

    assert (source.text, source.encoding) == (f"Café opens\n\n{sentence}\n", "cp1252")


def test_a_page_that_is_not_what_it_declares_is_refused_with_the_place(read):
    page = files.html_page().replace("’".encode(), b"\xff")

    with pytest.raises(SourceRefused, match=r"UTF-8.*byte \d+ \(line \d+\)|Byte \d+ .*line \d+") as refused:
        read(page)
    assert refused.value.line


def test_a_page_without_an_article_says_what_to_do(read):
    with pytest.raises(SourceRefused, match="No article was found on this page. Copy its text and paste it."):
        read(b"<html><body><nav>Home</nav><footer>The end</footer></body></html>")


def test_fifty_thousand_words_survive_exactly(read):
    paragraphs = [
        f"Paragraph {number} of the long report says that the bell rang {number * 7} times again."
        for number in range(4000)
    ]
    source = read(files.html_page("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)))

    assert source.text == "\n\n".join([files.HEADLINE, *paragraphs]) + "\n"
    assert len(source.text.split()) > 50_000
