from __future__ import annotations

import pytest

from kap_companion.ui.passphrase import Strength, judge


@pytest.mark.parametrize(
    ("typed", "strength"),
    [
        ("", Strength.TOO_SHORT),
        ("Tr0ub4dor&3", Strength.TOO_SHORT),
        ("aaaaaaaaaaaaaaaaaaaa", Strength.WEAK),
        ("1234567890123456", Strength.WEAK),
        ("qwertyuiopasdfghjkl", Strength.WEAK),
        ("passwordpassword", Strength.WEAK),
        ("ketamine therapy", Strength.WEAK),
        ("psicoterapia contraseña", Strength.WEAK),
        ("same same same same same", Strength.WEAK),
        ("four quiet words here", Strength.FAIR),
        ("five quiet words stand here", Strength.STRONG),
        ("x7!Kq2#Lm9$Vz4", Strength.STRONG),
    ],
)
def test_a_passphrase_is_judged_on_the_low_side(typed: str, strength: Strength) -> None:
    assert judge(typed).strength is strength


def test_only_fair_and_strong_are_taken() -> None:
    assert [one for one in Strength if one.is_enough] == [Strength.FAIR, Strength.STRONG]
