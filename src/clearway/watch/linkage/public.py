"""Linkage: keys are linked as deliveries come, and it is reported how many found their partners.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.linkage.following import Moved, begin, follow, hold

__all__ = ["Moved", "begin", "follow", "hold"]
