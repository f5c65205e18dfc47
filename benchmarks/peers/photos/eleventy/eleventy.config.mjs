import { eleventyImageTransformPlugin } from "@11ty/eleventy-img";

// Of the environment: without WIDTHS each picture's own, without QUALITY what sharp has.
const widths = process.env.WIDTHS ? process.env.WIDTHS.split(" ").map(Number) : ["auto"];
const quality = process.env.QUALITY ? { quality: Number(process.env.QUALITY) } : {};

export default function (config) {
  config.addPlugin(eleventyImageTransformPlugin, {
    widths,
    formats: ["avif", "webp", "jpeg"],
    sharpAvifOptions: quality,
    sharpWebpOptions: quality,
    htmlOptions: { imgAttributes: { sizes: "90vw" } },
  });
  return { dir: { input: "content", output: "_site" } };
}
