"""What can be wrong with an endpoint or an address, as its owner is told it."""


class NoticeRefused(ValueError):
    """A wish about notices that cannot be fulfilled."""

    code = "NTC-000"
    remedy = ""

    def __init__(self) -> None:
        super().__init__((self.__doc__ or "").partition("\n")[0])


class UnknownKind(NoticeRefused):
    """There is no such kind of notice."""

    code = "NTC-002"
    remedy = "Choose from the kinds that are listed."


class TooManyEndpoints(NoticeRefused):
    """A party has at most twenty endpoints."""

    code = "NTC-003"
    remedy = "Remove one that is not used any more."


class NotAnAddress(NoticeRefused):
    """Nobody can be reached at such an address."""

    code = "NTC-004"
    remedy = "Give a mail address like name@example.org; a telephone number begins with + and the country's code."


class TooLongAgo(NoticeRefused):
    """What was sent more than thirty days ago is not sent again."""

    code = "NTC-005"
    remedy = "Choose a moment within the last thirty days."


class NotAMoment(NoticeRefused):
    """A moment is missing or cannot be read."""

    code = "NTC-006"
    remedy = "Give a day and a time, as 2026-03-02 09:00."


class TooManyQuestions(NoticeRefused):
    """So many questions were sent to addresses of yours today that no more are sent."""

    code = "NTC-007"
    remedy = "Try again tomorrow, or type the code that came last."


class CodeWrong(NoticeRefused):
    """The code is not the one that was sent."""

    code = "NTC-008"
    remedy = "Type the six digits of the latest message."


class CodeOver(NoticeRefused):
    """The time of the code is over, or it was tried too often."""

    code = "NTC-009"
    remedy = "Have a new one sent."
