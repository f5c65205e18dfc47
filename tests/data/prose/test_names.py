"""Columns of any name are asked for in quotes."""

from pathlib import Path

from tests.small_sites import small_site, source

TEXT = """{{ "d.csv"."Temp. max".mean() }}; {{ "d.csv".where("Temp. max">4)."Body [g]".sum() }};
{{ "d.csv"."Women's share".max() }}; {{ "d.csv".größe.max() }}; {{ q."Twice. [g]".max() }}

```sql {#q}
select kind, "Body [g]" * 2 as "Twice. [g]" from "d.csv" where "Women's share" > 2
```
"""


def test_names_in_quotes_have_any_letters(tmp_path: Path) -> None:
    table = "kind,Temp. max,Body [g],Women's share,größe\nA,3,1,2,7\nB,6,2,4,14\n"
    site = small_site(tmp_path, {"content/posts/a/index.md": source(TEXT, date="2024-03-02"),
                                 "content/posts/a/d.csv": table})  # fmt: skip
    site.made()
    assert "4.5; 2;\n4; 14; 4" in site.text("posts/a/index.html")
