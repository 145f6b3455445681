"""Forms of the approval: a word for the manager, and what the manager wants changed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.layout import fields


class AskForApprovalForm(forms.Form):
    note = forms.CharField(label=_("A word for the manager"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)


class ReturnForm(forms.Form):
    """What a plan or a report comes back with."""

    reason = forms.CharField(
        label=_("What should be changed"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = fields(self)
