"""Background work: each task calls one workflow verb."""

from articles.models import Review
from articles.workflow import review
from newsroom.compat import task


@task
def review_story(review_id):
    """Run the analysis that somebody asked for. Running it again for a finished review does nothing."""
    waiting = Review.objects.select_related("story").filter(pk=review_id, finished_at=None).first()
    if waiting:
        review.run(waiting)
