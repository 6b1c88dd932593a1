"""The page of results: what was found of each kind, where the words stand, and the way there."""

from tests import newsdesk
from tests.newsdesk import a_client


def results(user, **query):
    answer = a_client(user).get("/search/", query)
    assert answer.status_code == 200
    return answer


def test_stories_articles_and_claims_stand_under_each_other_with_the_words_marked(nora, story, article):
    other = newsdesk.an_article(story, outlet="Tidewater Post")
    newsdesk.a_claim(story, "The bell", "silent for", says=[(article, "40 years"), (other, "About 300")])
    page = results(nora, q="bell").content.decode()
    for heading in ("Stories</h2>", "Articles</h2>", "Claims</h2>"):
        assert heading in page
    assert 'Harbour <mark class="hit">bell</mark>' in page
    assert "The <mark" in page and "40 years" in page


def test_an_article_opens_at_the_first_place_where_the_words_stand(nora, article):
    start = article.text.index("Brandt")
    page = results(nora, q="brandt").content.decode()
    assert f"{article.get_absolute_url()}?at={start}-{start + 6}#at" in page
    assert a_client(nora).get(f"{article.get_absolute_url()}?at={start}-{start + 6}").status_code == 200


def test_more_of_a_kind_is_a_click_away_page_by_page(nora, story):
    for number in range(25):
        newsdesk.an_article(story, f"Lighthouse number {number}.")
    page = results(nora, q="lighthouse").content.decode()
    assert "More articles" in page
    first = results(nora, q="lighthouse", **{"in": "articles"})
    assert len(first.context["sections"][0].hits) == 20 and 'rel="next"' in first.content.decode()
    second = results(nora, q="lighthouse", page=2, **{"in": "articles"})
    assert len(second.context["sections"][0].hits) == 5 and 'rel="next"' not in second.content.decode()
    for nonsense in ("0", "-1", "x", "²", "9" * 50):
        results(nora, q="lighthouse", page=nonsense, **{"in": "articles"})
    results(nora, q="lighthouse", **{"in": "nowhere"})


def test_nothing_asked_nothing_found_and_no_word_in_it_are_told_apart(nora, article):
    assert "<h1>Search</h1>" in results(nora).content.decode()
    assert "Nothing has “zebra”" in results(nora, q="zebra").content.decode()
    assert "There is no word in this" in results(nora, q="😀 &&").content.decode()


def test_what_is_found_is_never_taken_for_markup(nora):
    newsdesk.a_story(title="<b>Bell</b> & <script>alert(1)</script>", by=nora)
    page = results(nora, q="alert").content.decode()
    assert "<script>alert" not in page and '&lt;script&gt;<mark class="hit">alert</mark>' in page


def test_it_costs_the_same_however_much_is_found(nora, django_assert_max_num_queries):
    client = a_client(nora)

    def queries():
        with django_assert_max_num_queries(20) as counted:
            client.get("/search/", {"q": "bell"})
        return len(counted)

    def tell():
        article = newsdesk.an_article(newsdesk.a_story(by=nora))
        newsdesk.a_claim(article.story, says=[(article, "40 years")])

    tell()
    few = queries()
    for _ in range(6):
        tell()
    assert queries() == few


def test_it_is_closed_to_strangers_and_refuses_a_post(client, nora):
    assert client.get("/search/", {"q": "bell"}).status_code == 302
    assert a_client(nora).post("/search/").status_code == 405
