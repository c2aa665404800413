"""The survey: what citizens think of services, without their names.

Other packages import this module; nothing else here is a promise.
"""

from clearway.hub.survey.actions import give_opinion
from clearway.hub.survey.errors import MarksMissing, NotYourService, SaidBefore, SurveyError
from clearway.hub.survey.queries import Result, Service, results, services

__all__ = [
    "MarksMissing",
    "NotYourService",
    "Result",
    "SaidBefore",
    "Service",
    "SurveyError",
    "give_opinion",
    "results",
    "services",
]
