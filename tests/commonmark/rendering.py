"""Markdown to HTML by our grammar alone, before what a blog adds to it."""


def render(markdown: str) -> str:
    """Return the HTML of one document."""
    # STAND-IN until generator.markup.instance.plain_html is there.
    import pyromark

    options = pyromark.Options
    return pyromark.html(
        markdown,
        options=options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_GFM,
    )
