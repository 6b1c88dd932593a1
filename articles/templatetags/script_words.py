"""What scripts say in the browser: articles/static/articles/js/words.js looks its texts up among these."""

from django.utils.translation import gettext, gettext_noop

SCRIPT_WORDS = (
    gettext_noop("Choose a value"),
    gettext_noop("Chosen: {words}"),
    gettext_noop("Decide on {value}"),
    gettext_noop("Let them go"),
    gettext_noop("Not saved at {time}: your words are kept in this browser, and sent when the network is back."),
    gettext_noop("Not saved at {time}: your words are kept in this browser."),
    gettext_noop("Not saved at {time}: your words are still on this page, and sent when the network is back."),
    gettext_noop("Not saved at {time}: your words are still on this page."),
    gettext_noop("Not saved yet"),
    gettext_noop("Not saved yet: write, or save it as it is"),
    gettext_noop("Not saved: choose a text first"),
    gettext_noop("Not saved: see below the text"),
    gettext_noop("Nothing is chosen any more."),
    gettext_noop("People and groups"),
    gettext_noop("Put them in again"),
    gettext_noop("Remove"),
    gettext_noop("Remove {name}"),
    gettext_noop("Saving"),
    gettext_noop("Sign in again"),
    gettext_noop("That is not there any more, or not for you to see. Reload the page."),
    gettext_noop("That was too large for the server."),
    gettext_noop(
        "The server's disk is full. Nothing was saved; what you wrote is still on this page. "
        "Tell your administrator, and try again when there is room."
    ),
    gettext_noop(
        "The server takes no changes just now. Nothing was saved; what you wrote is still on this page. "
        "Tell your administrator."
    ),
    gettext_noop(
        "The server does not answer. Nothing was saved; what you wrote is still on this page. Try again in a moment."
    ),
    gettext_noop(
        "The server failed ({status}). Nothing was saved. Try again; if it stays so, tell your "
        "administrator this number: {number}."
    ),
    gettext_noop(
        "The server failed ({status}). Nothing was saved. Try again; if it stays so, tell your administrator."
    ),
    gettext_noop(
        "The server is busy or being looked after. Nothing was saved; what you wrote is still on "
        "this page. Try again in a moment."
    ),
    gettext_noop("The server took too long. It may have saved: reload the page to see."),
    gettext_noop("This page is out of date, or the request was damaged. Reload the page and try again."),
    gettext_noop("Too many requests at once. Wait a minute, then try again."),
    gettext_noop("Try again"),
    gettext_noop("Use {zone}, as this device"),
    gettext_noop(
        "You are offline. Nothing was saved; what you wrote is still on this page. Try again when you are back."
    ),
    gettext_noop("You may not do that, or the page is too old to tell. Reload the page and try again."),
    gettext_noop("You were signed out. Nothing was saved; what you wrote is still on this page."),
    gettext_noop("You wrote this in a paragraph that is not in the draft any more, and it was not saved: “{text}”"),
    gettext_noop("{count} files: at most {most} at once."),
    gettext_noop("{count} to call; arrow keys choose, Enter takes."),
    gettext_noop("{name} is writing here"),
    gettext_noop("{number} of"),
    gettext_noop("{size}: at most {most} at once."),
)


def in_this_language():
    """{what a script says: its translation}, without those that stay as they are: nothing at all in English."""
    return {english: said for english in SCRIPT_WORDS if (said := gettext(english)) != english}
