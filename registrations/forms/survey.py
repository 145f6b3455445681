"""Three questions after the event, in the store's measures of loyalty."""

from typing import Any

from crispy_forms.layout import Field, Layout
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from registrations.models import BuyAgain, Recommend, Satisfaction, SurveyAnswer

from .owner_form import OwnerForm, mistake

SATISFIED = [
    (Satisfaction.VERY_DISSATISFIED, gettext_lazy("Very dissatisfied")),
    (Satisfaction.DISSATISFIED, gettext_lazy("Dissatisfied")),
    (Satisfaction.SO_SO, gettext_lazy("So-so")),
    (Satisfaction.SATISFIED, gettext_lazy("Satisfied")),
    (Satisfaction.VERY_SATISFIED, gettext_lazy("Very satisfied")),
]
BUYING = [
    (BuyAgain.OVER_70, gettext_lazy("Very likely (over 70%)")),
    (BuyAgain.FROM_30_TO_70, gettext_lazy("Hard to say (30–70%)")),
    (BuyAgain.UNDER_30, gettext_lazy("Rather not (under 30%)")),
]
RECOMMENDING = [
    (Recommend.VERY_LIKELY, gettext_lazy("Very likely")),
    (Recommend.MAYBE, pgettext_lazy("recommending", "Maybe")),
    (Recommend.NO, pgettext_lazy("recommending", "No")),
]


def _scale(label: Any, choices: list[tuple[Any, Any]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[(int(value), words) for value, words in choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )


class SurveyForm(OwnerForm):
    satisfaction = _scale(gettext_lazy("This tour, for you"), SATISFIED)
    buy_again = _scale(gettext_lazy("Would you buy from us again?"), BUYING)
    recommend = _scale(gettext_lazy("Would you tell friends to come along?"), RECOMMENDING)
    comment = forms.CharField(
        label=gettext_lazy("What should we keep, what should we change?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, answer: SurveyAnswer | None = None, **kwargs: Any) -> None:
        known = {name: getattr(answer, name) for name in self.base_fields} if answer else {}
        super().__init__(*args, initial=known, **kwargs)
        scales = [
            Field(name, template="components/_scale_field.html") for name in ("satisfaction", "buy_again", "recommend")
        ]
        self.helper.layout = Layout(*scales, "comment")

    def clean_satisfaction(self) -> int:
        value: int | None = self.cleaned_data["satisfaction"]
        if value is None:
            raise mistake(_("Please tap one of the five."), _("The first question has no answer yet"))
        return value
