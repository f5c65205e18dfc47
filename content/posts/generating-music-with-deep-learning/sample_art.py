"""What stands on the stage beside the amplifiers, and the palette."""

LIGHT = {
    "amber": "#c57213",
    "bark": "#8a5a36",
    "berry": "#e9b04f",
    "cloth": "#2b3836",
    "cloud": "#f5f3ea",
    "cream": "#fbf1dc",
    "far": "#abc6b4",
    "ink": "#1c2625",
    "mid": "#86ad97",
    "plank": "#cfae7c",
    "red": "#c2452c",
    "sky": "#d3e4df",
    "spruce": "#2f7a74",
    "wood": "#cb9a60",
}
DARK = {
    "amber": "#b36410",
    "bark": "#74492b",
    "berry": "#d99d3c",
    "cloth": "#1f2a29",
    "cloud": "#abc0bd",
    "cream": "#efe2c6",
    "far": "#668b80",
    "mid": "#517a6c",
    "plank": "#93774e",
    "red": "#b03a22",
    "sky": "#84a3a4",
    "spruce": "#266560",
    "wood": "#a57c4b",
}
RAISED = (
    "M-16 -26C-48 -30 -52 -66 -30 -80C-20 -84 -14 -72 -22 -66C-34 -58 -28 -44 -10 -40Z"
    "M16 -26C48 -30 52 -66 30 -80C20 -84 14 -72 22 -66C34 -58 28 -44 10 -40Z"
)
FOLDED = (
    "M-17 -34C-36 -30 -38 -4 -18 -2L-12 -12C-22 -16 -20 -24 -10 -26Z"
    "M17 -34C36 -30 38 -4 18 -2L12 -12C22 -16 20 -24 10 -26Z"
)


def guitar() -> str:
    """Draw the neck of the guitar that plays the clip."""
    frets = "".join(f'<path class="n" d="M-11 {y}H11"/>' for y in range(40, 260, 26))
    pegs = "".join(
        f'<circle class="cream" cx="{x}" cy="{y}" r="6"/>'
        for y in (-52, -32, -12)
        for x in (-26, 26)
    )
    return (
        f'<g transform="translate(896 112) rotate(7)">{pegs}'
        f'<path class="bark" d="M-11 10V280H11V10Z"/>{frets}'
        '<path class="wood" d="M-14 12L-20 -58C-14 -70 -6 -62 0 -68C6 -62 14 -70 20 -58L14 12Z"/>'
        '<path class="n" stroke-width="2" d="M-6 -40V280M0 -52V280M6 -40V280"/>'
        '<path class="wood" d="M-70 300C-84 240 -30 236 0 262C30 236 84 240 70 300Z"/></g>'
    )


def squirrel(x: float, y: float, *, pleased: bool) -> str:
    """Draw a squirrel that covers its ears, or one that likes what it hears."""
    arms = FOLDED if pleased else RAISED
    eyes = "M-17 -66q5 -7 10 0M7 -66q5 -7 10 0" if pleased else "M-17 -71l9 5l-9 5M17 -71l-9 5l9 5"
    mouth = "M-7 -50q7 8 14 0" if pleased else "M-6 -46q6 -7 12 0"
    return (
        f'<g transform="translate({x:g} {y:g})" stroke-width="3">'
        '<path class="red" d="M14 -4C60 8 76 -40 58 -78C46 -100 20 -92 26 -74'
        'C40 -78 40 -56 30 -44Z"/>'
        '<path class="red" d="M-20 -84L-24 -108L-4 -90ZM20 -84L24 -108L4 -90Z"/>'
        '<path class="red" d="M-24 0C-32 -30 -20 -46 0 -46C20 -46 32 -30 24 0Z"/>'
        '<path class="cream b" d="M-11 -2C-16 -24 -8 -38 0 -38C8 -38 16 -24 11 -2Z"/>'
        '<ellipse class="red" cx="0" cy="-64" rx="31" ry="26"/>'
        '<path class="cream b" d="M-16 -48C-16 -60 16 -60 16 -48C12 -40 -12 -40 -16 -48Z"/>'
        f'<path class="ink" d="M-4 -57h8l-4 5z"/><path class="n" d="{eyes}{mouth}"/>'
        f'<path class="red" d="{arms}"/>'
        '<path class="red" d="M-26 0C-26 -10 -4 -10 -3 0ZM26 0C26 -10 4 -10 3 0Z"/></g>'
    )


def styles() -> str:
    """Write the palette, for light and for dark."""

    def rules(palette: dict[str, str]) -> str:
        return "".join(f".{name}{{fill:{colour}}}" for name, colour in palette.items())

    return (
        f"<style>{rules(LIGHT)}.n{{fill:none}}.b{{stroke:none}}"
        ".s{fill:#1c2625;fill-opacity:.15;stroke:none}"
        '.t{font:700 19px "Avenir Next","Segoe UI",Cantarell,"DejaVu Sans",sans-serif;'
        "fill:#1c2625;stroke:none;text-anchor:middle}"
        f"@media (prefers-color-scheme:dark){{{rules(DARK)}}}</style>"
    )
