"""`{{ call|next_call:campaign }}`: when the person is rung next, as this call agreed it."""

from django import template

from campaigns.models import Campaign
from registrations.looks import call_words
from registrations.models import CallAttempt

register = template.Library()


@register.filter
def next_call(attempt: CallAttempt, campaign: Campaign) -> str:
    return call_words.next_call(attempt, campaign)
