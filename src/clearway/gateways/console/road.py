"""The road aboard: from an organisation that nobody knows to its first answered call, over real HTTP."""

from collections.abc import Callable, Iterator
from datetime import datetime
from time import perf_counter
from typing import Any, NamedTuple, Protocol

import httpx
import msgspec

from clearway.core.kernel.period import Period
from clearway.core.share import Agreement
from clearway.hub.agreements import public as agreements
from clearway.hub.agreements.public import files
from clearway.hub.boarding import public as boarding
from clearway.platform.calendar import day_in, now
from clearway.registers.lawbook import public as lawbook
from clearway.registers.traders.public import clients
from clearway.registers.traders.public.clients import MadeClient

_SCOPE = "hub:ask"
_TIMEOUT = httpx.Timeout(30.0)


class Step(NamedTuple):
    """One step that was taken: what it was, what came of it, and how long it took."""

    title: str
    done: str
    seconds: float


class Registering(Protocol):
    """Enters an organisation into its register."""

    def __call__(self, code: str, name: str, *, is_agency: bool, at: datetime) -> None:
        """An organisation that is there already is left as it is."""
        ...


class Road(msgspec.Struct, frozen=True):
    """What the road needs to know; ``address`` and ``trial`` are the holder's, where it comes aboard as well."""

    portal: str
    code: str
    name: str
    kind: str
    names: tuple[str, ...]
    article: str
    role: str
    key: str
    address: str = ""
    trial: str = ""
    case: str = ""
    exemption: str = ""
    is_agency: bool = False
    by: str = "terminal"

    def steps(self, register: Registering) -> Iterator[Step]:
        """Take every step in turn; an error of its room ends the road where it is."""
        made: list[MadeClient] = []
        written: list[Agreement] = []
        plan: list[tuple[str, Callable[[], str]]] = [
            ("registered", lambda: self._registered(register)),
            ("keys to try with", lambda: self._keys(made, is_sandbox=True)),
            ("sandbox record looked up", lambda: self._sample(made[-1])),
            *([("holder's system named and tried", self._holder)] if self.address else []),
            ("agreement asked for", lambda: self._asked(written)),
            ("agreement approved", lambda: self._approved(written[-1])),
            ("keys for real look-ups", lambda: self._keys(made, is_sandbox=False)),
            ("allowed, says the dry run", lambda: self._may(made[-1])),
            ("first call answered", lambda: self._called(made[-1])),
        ]
        for title, step in plan:
            began = perf_counter()
            yield Step(title, step(), perf_counter() - began)

    def _registered(self, register: Registering) -> str:
        register(self.code, self.name, is_agency=self.is_agency, at=now())
        return f"{self.code} {self.name}"

    def _keys(self, made: list[MadeClient], *, is_sandbox: bool) -> str:
        of: dict[str, Any] = {"office": self.code} if self.is_agency else {"party": self.code}
        made.append(clients.make(self.name, (_SCOPE,), **of, is_sandbox=is_sandbox, by=self.by, at=now()))
        return f"client {made[-1].client_id} with secret {made[-1].secret}"

    def _sample(self, keys: MadeClient) -> str:
        path = f"/v1/inquiries/sandbox/{self.kind}"
        return self._said("GET", path, keys, params={"names": ",".join(self.names)})

    def _holder(self) -> str:
        at, holder = now(), lawbook.current(now()).sharing.kinds[self.kind].holder
        boarding.name_system(holder, self.address, by=self.by, at=at, is_operator=True)
        tried = boarding.try_system(holder, self.kind, self.trial or self.key, by=self.by, at=at)
        if not tried.is_well:
            lacks = ", ".join((*tried.missing, *tried.unfit)) or tried.outcome
            raise ConnectionError(f"the system of {holder} cannot be used as it is: {lacks}")
        return f"{holder} answers with {len(tried.came)} parts in {tried.millis} ms"

    def _asked(self, written: list[Agreement]) -> str:
        at = now()
        book = lawbook.current(at)
        today = day_in(book.country.time_zone, at)
        kind = book.sharing.kinds.get(self.kind)
        grants = frozenset(self.names)
        wanted = Agreement(
            "", 0, self.kind, self.code, self.article, grants, frozenset({self.role}), Period(today),
            case_kinds=frozenset({self.case} - {""}), exemption=self.exemption,
            assurance=kind.least_assurance(grants) if kind else 1,
        )  # fmt: skip
        written.append(files.ask(wanted, book.sharing, today=today, by=self.by, at=at))
        return f"{written[-1].name}: {', '.join(sorted(grants))} of {self.kind} for {self.article}"

    def _approved(self, written: Agreement) -> str:
        holder = lawbook.current(now()).sharing.kinds[self.kind].holder
        agreements.move(written.number, written.version, "approved", holder=holder, reason="", by=self.by, at=now())
        return f"by {holder}"

    def _may(self, keys: MadeClient) -> str:
        return self._said("POST", "/v1/inquiries/check", keys, json=self._question())

    def _called(self, keys: MadeClient) -> str:
        return self._said("POST", "/v1/inquiries", keys, json=self._question())

    def _question(self) -> dict[str, Any]:
        case = {"case": {"number": "FIRST-1", "kind": self.case}} if self.case else {}
        return {
            "kind": self.kind, "names": list(self.names), "subject": self.key, "article": self.article,
            "official": "first.call", "role": self.role, **case,
        }  # fmt: skip

    def _said(self, method: str, path: str, keys: MadeClient, **sent: Any) -> str:
        form = {"grant_type": "client_credentials", "scope": _SCOPE}
        try:
            with httpx.Client(base_url=self.portal, timeout=_TIMEOUT) as portal:
                given = portal.post("/oauth/token", data=form, auth=(keys.client_id, keys.secret))
                token = given.json()["access_token"] if given.is_success else ""
                answer = portal.request(method, path, headers={"Authorization": f"Bearer {token}"}, **sent)
        except httpx.HTTPError as error:
            raise ConnectionError(f"the portal at {self.portal} does not answer: {error}") from error
        if not answer.is_success:
            raise ConnectionError(f"{path} answers {answer.status_code}: {answer.text[:500]}")
        return answer.text[:300]
