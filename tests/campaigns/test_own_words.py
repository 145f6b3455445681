"""What forms say of wrong input, in both languages."""

import pytest
from django import forms
from django.utils import translation

from campaigns.forms.layout import fields


class Sample(forms.Form):
    count = forms.IntegerField(min_value=1, max_value=20)
    amount = forms.DecimalField(max_digits=6, decimal_places=2)
    day = forms.DateField()
    begins = forms.DateTimeField()
    clock = forms.TimeField()
    mail = forms.EmailField()
    kind = forms.ChoiceField(choices=[("a", "A")])
    name = forms.CharField(max_length=4)
    why = forms.CharField(error_messages={"required": "Say why."})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


WRONG = [
    ("count", "-3", "At least 1.", "至少 1。"),
    ("count", "21", "At most 20.", "最多 20。"),
    ("count", "many", "Write a whole number in figures, such as 20.", "请写整数，比如 20。"),
    ("amount", "ten", "Write it in figures, such as 398 or 398.50.", "请写数字，比如 398 或 398.50。"),
    ("amount", "1.234", "At most 2 places after the point.", "小数点后最多 2 位。"),
    ("amount", "123456", "This figure is too long.", "这个数太长了。"),
    ("day", "soon", "Write the day, such as 2026-10-24.", "请写日期，比如 2026-10-24。"),
    (
        "begins",
        "soon",
        "Write the day and the time, such as 2026-10-24 09:00.",
        "请写日期和时间，比如 2026-10-24 09:00。",
    ),
    ("clock", "late", "Write the time, such as 09:00.", "请写时间，比如 09:00。"),
    (
        "mail",
        "wang",
        "An address has an @ and a dot, such as wang@example.com.",
        "邮箱里有 @ 和点，比如 wang@example.com。",
    ),
    ("kind", "b", "Choose one of those shown.", "请从列出的里面选一个。"),
    ("name", "Wilhelm", "There is room for 4 characters; these are 7.", "最多写 4 个字，现在是 7 个。"),
    ("name", "", "This is still empty.", "这一项还空着。"),
]


@pytest.mark.parametrize(("field", "typed", "english", "chinese"), WRONG)
def test_says_what_to_write_instead(field, typed, english, chinese):
    for language, words in (("en", english), ("zh-hans", chinese)):
        with translation.override(language):
            assert Sample({field: typed}).errors[field] == [words]


def test_what_a_form_says_itself_stays():
    assert Sample({}).errors["why"] == ["Say why."]
    assert forms.IntegerField.default_error_messages["invalid"] != Sample().fields["count"].error_messages["invalid"]
