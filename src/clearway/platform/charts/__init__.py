"""Charts as SVG, drawn on the server from plain numbers: no script, no style sheet of their own, no network.

A chart never stands alone: the page shows the same numbers as a table beside it. A general charting library was
measured at two seconds and 120 MB before its first picture, more than the pages it would serve; these few shapes
take well under a millisecond.
"""

from clearway.platform.charts.drawing import Series
from clearway.platform.charts.shapes import bars, lines, ranks

__all__ = ["Series", "bars", "lines", "ranks"]
