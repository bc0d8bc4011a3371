"""The house rules of `tools/lint`, each on its own examples and all of them on the tree."""

import pytest

from tools import lint

each_rule = pytest.mark.parametrize("rule", lint.RULES.values(), ids=lint.RULES)


@each_rule
def test_house_rule_on_its_good_example(rule: lint.Rule) -> None:
    source = rule.good

    findings = rule.findings(source)

    assert findings == []


@each_rule
def test_house_rule_on_its_bad_example(rule: lint.Rule) -> None:
    source = rule.bad

    findings = rule.findings(source)

    assert len(findings) == 1
    assert findings[0].startswith(f"{source.path}:")
    assert findings[0].endswith(rule.teaches)


def test_tree_keeps_every_house_rule() -> None:
    findings = lint.findings()

    assert findings == []


@pytest.mark.parametrize(
    ("code", "writes"),
    [
        ("application.save()", True),
        ("application.save(update_fields=['status'])", True),
        ("storage.save(name, content)", False),
        ("application.delete()", True),
        ("Application.objects.filter(id=1).delete()", True),
        ("Application.objects.filter(id=1).update(status='OPEN')", True),
        ("context.update(title='Ask')", False),
        ("Application.objects.bulk_create(rows)", True),
        ("fund.applications.create(name='x')", True),
    ],
)
def test_write_in_a_view(code: str, writes: bool) -> None:
    source = lint.Source("src/commonweal/grants/views.py", code)

    findings = lint.RULES["writes_have_one_door"].findings(source)

    assert bool(findings) is writes


def test_write_in_an_operation_is_allowed() -> None:
    source = lint.Source("src/commonweal/grants/operations/awards.py", "application.save()")

    findings = lint.RULES["writes_have_one_door"].findings(source)

    assert findings == []


@pytest.mark.parametrize(
    ("path", "is_edge"),
    [
        ("src/commonweal/core/requests.py", True),
        ("src/commonweal/grants/management/commands/close_funds.py", True),
        ("src/commonweal/grants/operations.py", False),
        ("src/commonweal/grants/requests.py", False),
    ],
)
def test_clock_read_in(path: str, is_edge: bool) -> None:
    source = lint.Source(path, "at = timezone.now()\n")

    findings = lint.RULES["clock_is_read_at_the_edge"].findings(source)

    assert (findings == []) is is_edge


@pytest.mark.parametrize(
    ("field", "is_well_named"),
    [
        ("asked_at = models.DateTimeField()", True),
        ("asked = models.DateTimeField()", False),
        ("needed_on = models.DateField()", True),
        ("needed_at = models.DateField()", False),
        ("is_open = models.BooleanField()", True),
        ("open = models.BooleanField()", False),
        ("amount_pence = models.BigIntegerField()", True),
        ("amount = models.BigIntegerField()", False),
        ("amount_pence = models.DecimalField()", False),
        ("pages = models.IntegerField()", True),
    ],
)
def test_field_named(field: str, is_well_named: bool) -> None:
    source = lint.Source("src/commonweal/grants/models.py", f"class Fund(models.Model):\n    {field}\n")

    findings = lint.RULES["fields_are_named_for_their_kind"].findings(source)

    assert (findings == []) is is_well_named
