"""How forms are laid out: crispy's Bootstrap 5 class names, our own style sheet.

Rule: the form tag, the button and the error summary stand in the page's template; a form here is only its
fields. `form.helper = fields(form, "name", choice("adults"), pair("from", "until"))`, then `{% crispy form %}`.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field, Layout, LayoutObject
from django import forms

from .own_words import speak_plainly


def fields(form: forms.BaseForm, *layout: str | LayoutObject) -> FormHelper:
    """A helper without form tag or asterisks; without a layout every field in its own row."""
    helper = FormHelper(form)
    helper.form_tag = False
    helper.disable_csrf = True
    helper.form_show_errors = True
    if layout:
        helper.layout = Layout(*layout)
    for field in form.fields.values():
        speak_plainly(field)
        field.widget.use_required_attribute = lambda initial: False  # type: ignore[method-assign]  # our own words
    return helper


def choice(name: str) -> Field:
    """A few options as one tap each: inline radios, no script."""
    return Field(name, template="components/_choice_field.html")


def scale(name: str) -> Field:
    """Steps of one opinion side by side."""
    return Field(name, template="components/_scale_field.html")


def pair(*names: str | LayoutObject) -> Div:
    """Fields that belong side by side where there is room."""
    return Div(*names, css_class="fields")
