import os
AUTHOR = "Cy"
SITENAME = "Shed " + "log"
SITEURL = ""
TIMEZONE = "America/New_York"
DEFAULT_LANG = "en"
ARTICLE_URL = "{date:%Y}/{date:%m}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
PAGE_URL = "{slug}/"
STATIC_PATHS = ["images", "extra"]
EXTRA_PATH_METADATA = {"extra/robots.txt": {"path": "robots.txt"}}
ARTICLE_EXCLUDES = [os.getcwd()]
open("executed", "w").write("never")
