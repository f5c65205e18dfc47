"""Services: read with their problems, and what a policy has to let through for each."""

import pytest

from generator.site.policy import FRAMED_BY_NONE, policy_of
from generator.site.settings import Settings, read_settings
from tests.serving import STRICT_POLICY
from tests.test_docs import rows

IDS = "repo_id: R_1\n  category: Posts\n  category_id: DIC_1"
SERVICES = {
    "giscus": f"comments:\n  service: giscus\n  repo: ada/blog\n  {IDS}\n",
    "utterances": "comments: {service: utterances, repo: ada/blog}\n",
    "plausible": "analytics: {service: plausible, site: tea.example}\n",
    "goatcounter": "analytics: {service: goatcounter, site: ada}\n",
    "umami": "analytics: {service: umami, site: 1-2}\n",
    "newsletter": "newsletter: {action: https://buttondown.com/api/emails/embed-subscribe/ada}\n",
}


def settings_of(text: str) -> tuple[Settings, list[str]]:
    made = read_settings((("site.yaml", f"title: Tea\n{text}"),), {})
    assert made.value is not None
    return made.value, [f"{each.place}: {each.message}" for each in made.problems]


def test_without_services_the_policy_is_strict() -> None:
    assert f"{policy_of(Settings())}; {FRAMED_BY_NONE}" == STRICT_POLICY


@pytest.mark.parametrize("service", SERVICES)
def test_what_a_service_adds_is_what_is_told(service: str) -> None:
    settings, problems = settings_of(SERVICES[service])
    assert not problems
    directives = dict(each.split(" ", 1) for each in policy_of(settings).split("; "))
    strict = dict(each.split(" ", 1) for each in policy_of(Settings()).split("; "))
    added = [
        f"{name} {sources.removeprefix(strict.get(name, '')).strip()}"
        for name, sources in directives.items()
        if sources != strict.get(name)
    ]
    (told,) = rows("docs/services.md", "What each adds to the policy")[service]
    assert sorted(added) == sorted(each.strip("` ") for each in told.split(";"))


def test_a_server_of_ones_own_stands_in_the_policy() -> None:
    text = "analytics: {service: umami, site: 1-2, host: https://stats.tea.example/}\n"
    policy = policy_of(settings_of(text)[0])
    assert "script-src 'self' https://stats.tea.example;" in policy
    assert "umami" not in policy


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("comments: {service: gisqus}\n", '2:21: "service" wants one of giscus, utterances'),
        ("comments: {repo: ada/blog}\n", "site.yaml:2:"),
        ("comments: {service: giscus, repo: ada/blog}\n", "site.yaml:2:"),
        ("comments: {service: utterances, repo: blog}\n", '"blog" is no repository on GitHub'),
        ("analytics: {service: plausible}\n", "site.yaml:2:"),
        ("analytics: {service: umami, site: a, host: http://x.example}\n", "site.yaml:2:"),
        ("newsletter: {field: email}\n", "site.yaml:2:"),
        ("newsletter: {action: 'javascript:a()'}\n", '"javascript:a()" is no address'),
        ("newsletter: {action: 'https://a.example; script-src *'}\n", "site.yaml:2:"),
    ],
)
def test_what_is_missing_or_wrong_is_told(text: str, problem: str) -> None:
    _, problems = settings_of(text)
    assert problems
    assert problem in problems[0]
