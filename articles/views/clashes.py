"""How a page answers for two texts written from one: the version that its writer saw, and both texts together."""

from articles.models import Stale


def version_sent(request):
    """The version that a form saves over: what its writer saw in a clash (`over`, `together`), or started from."""
    sent = request.POST
    text = sent.get("over") or sent.get("together") or sent.get("version") or ""
    return int(text) if is_number(text) else 0


def is_number(text):
    """A form's field holds a number, and none so large that no row could have it."""
    return text.isdecimal() and len(text) < 12


def together(current, version, clash):
    """The merged text. Stale when `current` is not the version that was seen any more, or the changes meet."""
    if current.version != version or clash.merged is None:
        raise Stale(current)
    return clash.together
