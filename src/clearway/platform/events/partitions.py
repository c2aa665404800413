"""Partitions of the event log: one a month, made before the month begins."""

from datetime import date, timedelta

from django.db import connection


def make(day: date) -> None:
    """Make sure that the month of a day and the month after it have their partitions."""
    following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    with connection.cursor() as cursor:
        for month in (day, following):
            cursor.execute("SELECT events_make_partition(%s)", [month])
