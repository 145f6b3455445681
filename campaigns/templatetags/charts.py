"""Charts for pages and documents. On paper the drawing carries its own style with every value written out."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from campaigns.charts import figure_charts
from campaigns.foundation.fonts import family_stack
from campaigns.foundation.tokens import css_text, written_out
from campaigns.turnout import Figures

register = template.Library()


@register.simple_tag(takes_context=True)
def chart_style(context: dict[str, Any]) -> SafeString:
    """A `<style>` element inside the drawing where there is no page CSS: in a PDF. Nothing on a page."""
    if not context.get("is_printed"):
        return mark_safe("")  # an empty string
    css = written_out(css_text("components/chart.css"), font=family_stack())
    return format_html("<style>{}</style>", mark_safe(css))  # noqa: S308  # our own file: nothing of a user's in it


@register.simple_tag
def document_fonts() -> str:
    """The font stack of documents, for an attribute inside a drawing."""
    return family_stack().replace('"', "'")


@register.simple_tag
def drawings(figures: Figures) -> dict[str, Any]:
    """`{% drawings figures as charts %}`: the report's charts by name, for components/charts/."""
    return figure_charts(figures)
