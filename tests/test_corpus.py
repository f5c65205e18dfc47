"""The benchmark's corpus is what its README promises."""

from collections.abc import Sequence

import pytest
from make_corpus import Post, make_posts, word_count, yaml_post


@pytest.fixture(scope="module")
def posts() -> Sequence[Post]:
    return list(make_posts(100))


def test_every_post_has_600_to_1000_words(posts: Sequence[Post]) -> None:
    counts = [word_count(post.body) for post in posts]
    assert min(counts) >= 600
    assert max(counts) <= 1000


def test_a_post_reads_the_same_in_a_corpus_of_any_size(posts: Sequence[Post]) -> None:
    few = list(make_posts(10))
    assert [post.body for post in few] == [post.body for post in posts[:10]]
    assert [yaml_post(post) for post in few] == [yaml_post(post) for post in make_posts(10)]


def test_slugs_differ(posts: Sequence[Post]) -> None:
    assert len({post.slug for post in posts}) == len(posts)


@pytest.mark.parametrize("part", ["\n## ", "\n- ", "\n1. ", "\n> ", "\n[^", "```python\n", "\n!["])
def test_every_post_has_every_part(posts: Sequence[Post], part: str) -> None:
    assert all(part in post.body for post in posts)


def test_every_fifth_post_has_a_table(posts: Sequence[Post]) -> None:
    assert [("| --- |" in post.body) for post in posts] == [i % 5 == 0 for i in range(100)]


def test_no_template_language_finds_a_brace_of_its_own(posts: Sequence[Post]) -> None:
    assert not any("{{" in post.body or "{%" in post.body for post in posts)
