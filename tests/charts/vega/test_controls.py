from generator.charts.spec import Vega
from generator.charts.vega.controls import Written, controls, params_of, without_bindings
from generator.data.prose.values import Param

SPEC: Vega = {
    "signals": [
        {"name": "fee", "value": 1, "bind": {"input": "range", "max": 3, "name": "A <fee>"}},
        {"name": "kind", "value": 2, "bind": {"input": "select", "options": [None, 2, "b"]}},
        {"name": "way", "value": "a", "bind": {"input": "radio", "options": ["a", "b"]}},
        {"name": "on", "value": True, "bind": {"input": "checkbox"}},
        {"name": "width", "value": 3},
    ]
}


def test_every_input_has_its_label_and_signal() -> None:
    html = controls(SPEC, "fig", Written())
    for name in ("fee", "kind", "way", "on"):
        assert f'data-signal="{name}"' in html
    assert "A &lt;fee&gt;" in html
    assert "width" not in html
    assert '<option value="2" selected>2</option>' in html
    assert '<option value="null">–</option>' in html
    assert 'role="radiogroup" aria-label="way"' in html
    assert 'name="fig-way"' in html
    assert 'data-signal="on" checked>' in html


def test_bindings_leave_the_live_specification() -> None:
    signals = without_bindings(SPEC)["signals"]
    assert all("bind" not in signal for signal in signals)
    assert SPEC["signals"][0]["bind"]


def test_a_chart_without_params_has_no_controls() -> None:
    assert controls({"signals": [{"name": "width", "value": 3}]}, "fig", Written()) == ""


def test_params_are_what_controls_move() -> None:
    assert params_of(SPEC) == (
        Param("fee", "1", None, 3),
        Param("kind", "2", options=("null", "2", '"b"')),
        Param("way", '"a"', options=('"a"', '"b"')),
        Param("on", "true", options=("true", "false")),
    )


def test_a_block_may_keep_its_state_out_of_the_address() -> None:
    assert "data-link=off" in controls(SPEC, "fig", Written(), link=False)
    assert "data-link" not in controls(SPEC, "fig", Written())
