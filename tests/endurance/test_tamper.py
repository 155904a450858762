"""A share of the tamperings in the test command; `dev.py endurance tamper` does all of them."""

from __future__ import annotations

from tests.endurance import tamper
from tests.endurance.tamper_case import Case


def test_whatever_is_tampered_with_is_told_with_its_place() -> None:
    tally = tamper.run(2 * len(tamper.attacks()), seed=3)
    assert tally.is_clean, tally.line(0)


def test_a_tampering_that_nobody_is_told_of_is_counted() -> None:
    said = ("Page 7 of vault.db is damaged.",)
    assert Case("a byte", said, (r"Page 7 of vault\.db",)).is_told
    assert not Case("a byte", said, (r"Page 8 of vault\.db",)).is_told
    assert not Case("a byte", (), ()).is_told
    assert Case("a blank", (), (), is_same=True).is_told
    assert not Case("a byte", ("wrong passphrase: no",), ()).is_told_rightly
    assert Case("its slot", ("wrong passphrase: no",), (), may_be_wrong=True).is_told_rightly
