"""What is done about distributions by the clock."""

from clearway.hub.distribution.comparing import announce_overdue, end_what_is_over, look_when_due

__all__ = ["announce_overdue", "end_what_is_over", "look_when_due"]
