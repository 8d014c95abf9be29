import pytest

from centreguide.channels.website.addresses import network


@pytest.mark.parametrize(
    ("named", "meant"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("192.0.2.7:51234", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2:ffff::9]", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::9]:443", "2001:db8:1:2::/64"),
        ("_hidden", "_hidden"),
        ("", ""),
        ("[", "["),
        ("\udcff:1", "\udcff"),
    ],
)
def test_an_address_however_a_proxy_writes_it(named: str, meant: str) -> None:
    assert network(named) == meant
