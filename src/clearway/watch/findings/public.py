"""Findings: what scenarios have found, kept right as records change and days come, and told when it is sure.

Other packages import this module; nothing else here is a promise.
"""

from clearway.watch.findings import local
from clearway.watch.findings.evaluating import Looked, look, whole
from clearway.watch.findings.keeping import Watchman
from clearway.watch.findings.marking import adopt, deliver, tick
from clearway.watch.findings.queries import Fault, Finding, Waiting, day, faults, find, findings, standing, waiting
from clearway.watch.findings.telling import Audience, Audiences, Subject, tell

__all__ = [
    "Audience",
    "Audiences",
    "Fault",
    "Finding",
    "Looked",
    "Subject",
    "Waiting",
    "Watchman",
    "adopt",
    "day",
    "deliver",
    "faults",
    "find",
    "findings",
    "local",
    "look",
    "standing",
    "tell",
    "tick",
    "waiting",
    "whole",
]
