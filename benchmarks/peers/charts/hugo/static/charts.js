for (const box of document.querySelectorAll(".chart")) {
  const spec = JSON.parse(box.textContent);
  vegaEmbed(box, spec, { actions: false, renderer: "svg", ast: true });
}
