"""`{{ line.who|draw_words }}`: a text of a draw's record in the reader's language."""

from django import template

from registrations.draw_words import shown

register = template.Library()
register.filter("draw_words", shown)
