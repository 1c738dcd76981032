"""Columns that tell of persons: found, told, dropped on request."""

import pytest
from datasets.own_makers import HEAD, PERSONS, load, text

from cvm_lessons.core import DataError
from cvm_lessons.datasets import PersonalDataWarning
from cvm_lessons.datasets.own_personal import is_identity_number


def test_personal_columns_are_reported_with_a_warning_and_kept(tmp_path):
    with pytest.warns(
        PersonalDataWarning, match="own.csv tells of persons: '手机号': phone, by its heading; '备注'"
    ):
        frame = load(tmp_path, PERSONS, keep_others=True)
    assert frame.attrs["personal"] == {"手机号": "phone, by its heading", "备注": "phone, in 1 of 1 values"}
    assert frame.columns.tolist() == ["customer_id", "date", "amount", "手机号", "备注", "渠道"]


@pytest.mark.filterwarnings("error")
def test_personal_columns_are_dropped_on_request_and_it_is_told(tmp_path):
    frame = load(tmp_path, PERSONS, keep_others=True, drop_personal=True)
    assert frame.columns.tolist() == ["customer_id", "date", "amount", "渠道"]
    assert frame.attrs["dropped"] == ["手机号", "备注"]
    assert frame.attrs["read_as"]["kept_as_text"] == ["渠道"]


@pytest.mark.parametrize(
    ("values", "found"),
    [
        (["11010519491231002X", "a"], "identity, in 1 of 2 values"),
        (["110105194912310021", "a"], None),
        (["mail to ann@example.org", "b"], "email, in 1 of 2 values"),
        (["13800138000", "13900139000"], "phone, in 2 of 2 values"),
        (["+86 138 0013 8000", "x"], "phone, in 1 of 2 values"),
        (["13800138000", "7", "8"], None),
        (["2024030113800138000", "x"], None),
        (["上海市黄浦区南京东路100号", "x"], "address, in 1 of 2 values"),
        (["12 High Street", "x"], "address, in 1 of 2 values"),
        (["王小明", "李雷", "张伟"], "name, in 3 of 3 values"),
        (["金牌", "银牌", "铜牌"], None),
    ],
)
@pytest.mark.filterwarnings("ignore::cvm_lessons.datasets.own_personal.PersonalDataWarning")
def test_persons_are_found_by_what_stands_in_a_column(tmp_path, values, found):
    lines = [f"C{i},{value}" for i, value in enumerate(values)]
    frame = load(tmp_path, text("customer_id,x", *lines), as_="customers")
    assert frame.attrs["personal"] == ({"x": found} if found else {})


def test_a_customer_number_that_is_a_telephone_cannot_be_dropped(tmp_path):
    content = text(HEAD, "13800138000,2024-03-01,5")
    with pytest.warns(PersonalDataWarning, match="'customer_id': phone"):
        load(tmp_path, content)
    with pytest.raises(
        DataError, match="column 'customer_id' tells of persons .* cannot be dropped. Replace it"
    ):
        load(tmp_path, content, drop_personal=True)


@pytest.mark.filterwarnings("error")
def test_contacts_have_the_workbooks_names(tmp_path):
    content = text("客户号,姓名,电话,邮箱,职务", "C1,王某,138,a@b.cn,采购")
    with pytest.warns(PersonalDataWarning, match="'name': name, by its heading; 'phone'"):
        frame = load(tmp_path, content, as_="contacts")
    assert frame.columns.tolist() == ["customer_id", "name", "phone", "email", "role"]
    kept = load(tmp_path, content, as_="contacts", drop_personal=True)
    assert kept.columns.tolist() == ["customer_id", "role"]


@pytest.mark.parametrize(
    ("number", "right"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
        ("1101051949123100", False),
    ],
)
def test_the_check_sign_of_an_identity_number(number, right):
    assert is_identity_number(number) is right
