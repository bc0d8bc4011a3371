"""Words that break over two lines only where they should."""

from __future__ import annotations

from commonweal.ui.frame import breakable, unbroken


def test_address_for_email_breaks_after_its_at_sign() -> None:
    assert breakable("<ann>@example.org") == "<span data-given>&lt;ann&gt;@<wbr>example.org</span>"


def test_address_for_the_post_keeps_its_lines() -> None:
    assert breakable("1 High Street\r\nMarsh") == "<span data-given>1 High Street<br>Marsh</span>"


def test_reference_in_a_sentence_does_not_break() -> None:
    found = unbroken("Take on AF-7QK2-M9XD & go?")

    assert found == 'Take on <span class="cw-reference">AF-7QK2-M9XD</span> &amp; go?'
