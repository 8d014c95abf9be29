"""The host's styles stay outside: with other people's style sheets the widget looks and measures as it does without."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.stand_in import CSP, StandIn
from tests.browser.visitor import Visitor
from tests.browser.widget_tools import needs_widget_tools

pytestmark = pytest.mark.e2e
SHEETS = {
    "NHS.UK frontend": "/host/nhsuk-frontend/dist/nhsuk/nhsuk-frontend.min.css",
    "Bootstrap": "/host/bootstrap/dist/css/bootstrap.min.css",
    "a reset": "/aggressive.css",
}
MEASURE = """
(host) => [...host.shadowRoot.querySelectorAll(".launcher, .launcher *, .window, .window *")].map((one) => {
  const name = `${one.localName}.${one.getAttribute("class")}`;
  const {x, y, width, height} = one.getBoundingClientRect();
  const looks = ["", "::before", "::after"].flatMap((part) => {
    const style = getComputedStyle(one, part);
    const properties = [...style].filter((property) => !property.startsWith("--"));
    return properties.map((property) => `${part} ${property}: ${style.getPropertyValue(property)}`);
  });
  return [name, [x, y, width, height].map(Math.round).join(" "), ...looks];
})
"""


def measured(visitor: Visitor) -> list[list[str]]:
    """Each element of the widget with its box and its styles: closed, and in a conversation with suggestions open."""
    closed = list(visitor.widget.evaluate(MEASURE))
    visitor.launcher.click()
    visitor.ask("list")
    visitor.ask("cited")
    visitor.ask("urgent")
    visitor.box.press_sequentially("heart")
    expect(visitor.suggestions).to_have_count(5)
    visitor.page.keyboard.press("ArrowDown")
    return closed + list(visitor.widget.evaluate(MEASURE))


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_of_the_host_s_styles_gets_in(visit: Callable[..., Visitor], stand_in: StandIn, sheet: str) -> None:
    needs_widget_tools()
    like = {"reduced_motion": "reduce", "clock": True}
    stand_in.policy = f"{CSP}; style-src 'self'; font-src https:"
    alone = measured(visit(stand_in.address, **like))
    stand_in.head = f'<link rel="stylesheet" href="{SHEETS[sheet]}">'
    dressed = measured(visit(stand_in.address, **like))
    assert [one[0] for one in dressed] == [one[0] for one in alone]
    changed = {
        f"{before[0]}: {was} -> {now}"
        for before, after in zip(alone, dressed, strict=True)
        for was, now in zip(before, after, strict=True)
        if was != now
    }
    assert changed == set()
