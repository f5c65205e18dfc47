import rss from "@11ty/eleventy-plugin-rss";
import highlight from "@11ty/eleventy-plugin-syntaxhighlight";
import footnote from "markdown-it-footnote";

const longDay = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

export default function (settings) {
  settings.addPlugin(rss);
  settings.addPlugin(highlight);
  settings.amendLibrary("md", (markdown) => markdown.set({ typographer: true }).use(footnote));
  settings.addPassthroughCopy({ static: "/" });
  settings.addFilter("day", (date) => date.toISOString().slice(0, 10));
  settings.addFilter("long_day", (date) => longDay.format(date));
  settings.addFilter("minutes", (content) => Math.floor(content.split(/\s+/).length / 213));
  settings.addCollection("tagged", (all) => {
    const tagged = {};
    for (const post of all.getFilteredByTag("posts").reverse()) {
      for (const tag of post.data.tags) {
        if (tag !== "posts") (tagged[tag] ??= []).push(post);
      }
    }
    return Object.keys(tagged).sort().map((name) => ({ name, posts: tagged[name] }));
  });
  return {
    dir: { input: "content", includes: "../_includes", output: "_site" },
    // The posts are no templates; its default would run Liquid over each.
    markdownTemplateEngine: false,
  };
}
