"""Look at a page of the blog in a browser: with all its pictures, and with all of it awake."""

from playwright.sync_api import Page

EAGER = "() => [...document.images].forEach((image) => { image.loading = 'eager'; })"
DRAWN = "() => [...document.images].every((image) => image.complete && image.naturalWidth > 0)"


def load_pictures(tab: Page) -> None:
    """Wait until every picture is there, those below the window too."""
    tab.evaluate(EAGER)
    tab.wait_for_function(DRAWN)


def wake_figures(tab: Page) -> None:
    """Scroll to each figure that comes alive where it is seen, until it has done so."""
    for figure in tab.locator("figure[data-live=visible]").all():
        figure.scroll_into_view_if_needed()
        tab.wait_for_function(
            "(figure) => ['live', 'failed'].includes(figure.dataset.state)",
            arg=figure.element_handle(),
        )
