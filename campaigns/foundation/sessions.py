"""Who is signed in where: sessions are rows that name their user inside only, so they are read one by one."""

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone


def end_sessions_of(user_id: int) -> None:
    """Sign the user out on every device."""
    current = Session.objects.filter(expire_date__gte=timezone.now())
    theirs = [one.pk for one in current.iterator() if one.get_decoded().get(SESSION_KEY) == str(user_id)]
    Session.objects.filter(pk__in=theirs).delete()
