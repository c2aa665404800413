"""The bank's side of the line to customs: a token, signed calls, and trying again until they are acknowledged."""

from random import Random

import httpx
import msgspec

from clearway.gateways.banks import signing
from clearway.gateways.banks.forms import Due, SentBack, ToReturn
from clearway.gateways.simulators.bank.account import Account
from clearway.gateways.simulators.bank.outbox import Kept, Outbox
from clearway.platform.calendar import now

PAYMENTS, RETURNS, ORDERS = "/v1/banks/payments", "/v1/banks/returns", "/v1/banks/orders"
#: Answers after which the same message would never be taken.
FINAL = frozenset({400, 404, 409, 413, 415, 422})
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 60.0
TIMEOUT = 10.0


class Customs:
    """The line to customs."""

    def __init__(self, url: str, account: Account, outbox: Outbox, *, seed: int) -> None:
        """Speak to customs at an address as the bank of an account."""
        self._client = httpx.Client(base_url=url, timeout=TIMEOUT)
        self._account = account
        self._outbox = outbox
        self._seed = seed
        self._token = ""

    def due(self, reference: str) -> Due | None:
        """What is to be paid under a reference; nothing where customs know of nothing."""
        answer = self._call("GET", f"{ORDERS}/{reference}")
        if answer.status_code == 404:
            return None
        answer.raise_for_status()
        return msgspec.json.decode(answer.content, type=Due)

    def fetch_returns(self) -> int:
        """Ask what is to be sent back, send it back, and keep the confirmations; says how many were new."""
        answer = self._call("GET", RETURNS)
        answer.raise_for_status()
        fresh = []
        for one in msgspec.json.decode(answer.content, type=list[ToReturn]):
            number = f"SIM-{self._seed:x}-R{one.number}"
            if not self._outbox.knows(number):
                fresh.append((number, RETURNS, msgspec.json.encode(SentBack(number, one.number))))
        self._outbox.put(fresh)
        return len(fresh)

    def deliver(self) -> int:
        """Try every message that is to be tried now; says how many were acknowledged."""
        waiting = self._outbox.waiting(now().timestamp())
        return sum(self._tried(one) for one in waiting)

    def close(self) -> None:
        """Hang up."""
        self._client.close()

    def _tried(self, one: Kept) -> bool:
        try:
            answer = self._call("POST", one.path, one)
        except httpx.HTTPError as error:
            self._outbox.try_again(one.id, self._later(one), f"{type(error).__name__}")
            return False
        if answer.status_code == 200:
            self._outbox.answered(one.id, "acknowledged", answer.text)
            return True
        if answer.status_code in FINAL:
            self._outbox.answered(one.id, "refused", answer.text)
        else:
            self._outbox.try_again(one.id, self._later(one), answer.text)
        return False

    def _later(self, one: Kept) -> float:
        chance = Random(f"{self._seed}/{one.id}/{one.attempts}")
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(one.attempts, 20))
        return now().timestamp() + pause * chance.uniform(0.5, 1.5)

    def _call(self, method: str, path: str, message: Kept | None = None) -> httpx.Response:
        """One call; with a fresh token where the old one is not taken any more."""
        answer = self._with_token(method, path, message)
        if answer.status_code == 401:
            self._token = ""
            answer = self._with_token(method, path, message)
        return answer

    def _with_token(self, method: str, path: str, message: Kept | None) -> httpx.Response:
        if not self._token:
            self._token = self._fresh_token()
        headers = {"Authorization": f"Bearer {self._token}"}
        if message is None:
            return self._client.request(method, path, headers=headers)
        headers |= {"Content-Type": "application/json"}
        headers |= signing.signed(self._account.private, message.number, now(), message.body)
        return self._client.request(method, path, headers=headers, content=message.body)

    def _fresh_token(self) -> str:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._account.client,
            "client_secret": self._account.secret,
            "scope": "payments:notify",
        }
        answer = self._client.post("/oauth/token", data=form)
        answer.raise_for_status()
        return str(answer.json()["access_token"])
