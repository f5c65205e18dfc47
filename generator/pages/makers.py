"""The steps that this room offers."""

from generator.engine import Blob, Maker
from generator.pages.inserts import Inserted
from generator.pages.layouts import TemplateReferences

FIND_REFERENCES = Maker("generator.pages.layouts:find_references", TemplateReferences)
FIND_RELATED = Maker("generator.pages.contexts:find_related", tuple[tuple[int, ...], ...])
COMPILE = Maker("generator.pages.templates:compile_template", Blob)
RENDER_SNIPPET = Maker("generator.pages.snippets:render_snippet", Inserted)
RENDER_PAGE = Maker("generator.pages.render:render_page", Blob)
JOIN_STYLES = Maker("generator.pages.assets:join_styles", Blob)
JOIN_MODULES = Maker("generator.pages.assets:join_modules", Blob)
WRITE_OEMBED = Maker("generator.pages.figure_pages:write_oembed", Blob)
WRITE_ROBOTS = Maker("generator.pages.plan:write_robots", Blob)
WRITE_LLMS = Maker("generator.pages.twin_writer:write_llms", Blob)
WRITE_TWIN = Maker("generator.pages.twin_writer:write_twin", Blob)
WRITE_SITEMAP = Maker("generator.pages.plan:write_sitemap", Blob)
