"""Who looks at which page: a round for each person of the demonstration, about the things of its morning.

``{names}`` in an address are numbers taken from the running house; what is never looked at says why.
"""

from typing import Final

import psycopg

#: The path of a page as its table has it, to the reason why nobody looks at it.
NOT_LOOKED_AT: Final = {
    "oauth/authorize": "asked by another site's software; its page is tried in tests/platform/identity",
    "oauth/jwks": "keys, for software",
    "oauth/userinfo": "claims, for software",
    ".well-known/openid-configuration": "a description, for software",
    ".well-known/clearway-receipt-keys.json": "keys, for software",
    ".well-known/clearway-log-keys.json": "keys, for software",
    "sign-in/passkey/answer": "an answer of the browser's keys, for a script",
    "sign-in/openid": "leads to another site",
    "sign-in/openid/answer": "comes from another site; its refusals are tried in tests/platform/identity",
    "account/key-again": "needs a key that was added; tried in tests/portal/test_people_browser.py",
    "account/second-factor/key/<int:pk>/remove": "needs a key that was added; tried there too",
    "receiving/<uuid:number>": "needs a part that has come; tried in tests/hub/receiving",
    "declarations.csv": "a download",
    "declarations/<str:number>/messages/<str:version>": "a download",
    "declarations/<str:number>/receipt.<str:form>": "a download",
    "drafts/<str:draft>": "leads to the question where the draft was left",
    "drafts/<str:draft>/items/sheet.<str:form>": "a download",
    "office/files/<str:number>/photographs/<str:picture>": "a picture, shown in the file",
    "notices/live": "a stream",
    "notices/sent/<uuid:delivery>": "needs a letter to a confirmed address; tried in tests/clearance/notices",
    "me/accesses/<uuid:access>": "needs a citizen about whom somebody asked; tried in tests/hub/citizen",
    "me/accesses/<uuid:access>/proof": "a download",
    "me/accesses/list": "a download",
    "me/survey/<uuid:access>": "needs a citizen who was served; tried in tests/hub/survey",
    "me/consents/<uuid:consent>": "needs a citizen who was asked; tried in tests/hub/citizen",
    "me/consents/<uuid:consent>/receipt": "a download",
    "me/wallet/<uuid:document>": "needs a citizen with a document; tried in tests/hub/wallet",
    "desk/again": "goes on where a form was left; tried in tests/hub/desk",
    "desk/reviews/<uuid:review>": "needs an emergency; tried in tests/hub/desk",
    "desk/flags/<uuid:flag>": "needs a look-up that nothing explains; tried in tests/hub/desk",
    "joining/agreements/<str:number>/<int:version>": "needs an agreement asked for; tried in tests/hub/boarding",
    "privacy/objections/<uuid:number>": "needs a citizen who objects; tried in tests/hub/privacy",
    "privacy/flags/<uuid:number>": "needs a look-up that nothing explains; tried in tests/hub/privacy",
    "privacy/reviews/<uuid:number>": "needs an emergency; tried in tests/hub/privacy",
    "watch/findings/<int:number>": "needs a finding; tried in tests/watch/desks",
    "watch/reviews/<int:number>": "needs an exception that was drawn; tried in tests/watch/desks",
    "watch/open-data.csv": "a download",
    "watch/proposals/<int:number>": "needs a proposal; tried in tests/watch/desks",
    "watch/authoring/<int:number>": "needs a scenario in writing; tried in tests/watch/desks",
    "watch/authoring/<int:number>/text": "the same",
    "watch/authoring/<int:number>/card": "the same",
    "watch/authoring/<int:number>/fixtures": "the same",
    "watch/authoring/<int:number>/fixtures/<int:place>": "the same",
    "watch/authoring/<int:number>/backtest": "the same",
    "statistics/declarations.csv": "a download",
    "statistics/controls.csv": "a download",
    "statistics/revenue.csv": "a download",
    "statistics/release-times.csv": "a download",
    "open-data/<slug:name>.<str:kind>": "a download",
}

_QUESTIONS = ("kind", "trader", "receiver", "journey", "place", "sale", "documents")
_ACTS = (
    "check?of=0", "inspect?of=0", "again", "ask", "hold", "detain", "refuse", "override",
)  # fmt: skip

ROUNDS: Final[dict[str, tuple[str, ...]]] = {
    "watch-ministry": (
        "/watch/authoring", "/watch/authoring/shapes/absence", "/watch/authoring/shapes/outlier", "/watch/trials",
        "/watch/proposals", "/watch/reviews", "/watch/figures", "/watch/figures/coverage", "/watch/figures/worth",
        "/watch/figures/linkage",
    ),
    "watch-manager": ("/watch", "/watch/own", "/watch/several", "/watch/local", "/watch/figures"),
    "watch-auditor": ("/watch", "/watch/overview", "/watch/scenarios", "/watch/scenarios/LT-01"),
    "nobody": (
        "/sign-in", "/sign-in/passkey", "/track", "/track?number={released}", "/track?number=26DL0000000000ZZZZ",
        "/receipt", "/tariff", "/tariff?q=porcelain", "/tariff/69111090", "/tariff/69111090?origin=JP",
        "/status", "/help", "/open-data", "/savings", "/satisfaction", "/invitations/{invitation}",
        "/invitations/unknown", "/addresses/unknown",
    ),
    "trader": (
        "/", "/?q=unknown", "/declarations", "/declarations?state=refused&q=x",
        *(f"/declarations/{{released}}{part}" for part in ("", "/amounts", "/declared", "/history")),
        *(f"/declarations/{{{state}}}" for state in ("unpaid", "asked", "detained", "appealed", "deferred", "again")),
        "/declarations/{unpaid}/withdraw", "/declarations/{asked}/questions", "/declarations/{appealed}/notices",
        "/declarations/{detained}/notices", "/declare", "/drafts",
        *(f"/drafts/{{draft}}/{question}" for question in _QUESTIONS),
        *(f"/drafts/{{draft}}/{part}" for part in ("check", "remove", "items", "items/sheet", "items/1")),
        "/drafts/{draft}/items/1/find?q=porcelain", "/lodge", "/account", "/account/reached",
        "/me/accesses", "/me/consents", "/me/delegates", "/me/wallet", "/me/wallet/send", "/me/savings",
        "/me/survey", "/me/refunds",
        "/account/password-again", "/account/second-factor", "/account/second-factor/app",
        "/account/second-factor/key", "/party/declarations", "/party/mandates", "/party/members", "/party/clients",
        "/party/webhooks", "/party/webhooks/{endpoint}", "/party/webhooks/{endpoint}/sent/{hook}",
        "/notices", "/notices/choices", "/notices/sent",
    ),
    "broker": (
        "/", "/declarations", "/declarations/{wrong}", "/declarations/{wrong}/amounts", "/declarations/{held}",
        "/declarations/{permit}", "/party/mandates", "/notices",
    ),
    "supervisor-haven": (
        "/account/prove?next=/office", "/account/code-again", "/account/second-factor/codes",
        "/account/second-factor/codes/new", "/account/second-factor/app/remove",
        "/office", "/office?whose=office", "/office?q={released}", "/office/overview",
        *(f"/office/files/{{planned}}{part}" for part in ("", "/declared", "/amounts", "/history")),
        *(f"/office/files/{{{state}}}" for state in ("held", "signed", "detained", "appealed", "looked", "asked")),
        *(f"/office/files/{{asked}}/{act}" for act in _ACTS),
        "/office/files/{planned}/record?of={inspection}", "/office/files/{held}/lift?of={hold}",
        "/office/files/{detained}/let-go",
        "/office/files/{signed}/sign?of={override}", "/office/files/{appealed}/decide-appeal?of={appeal}",
        "/office/files/{planned}/give-out?of={control}", "/office/money", "/office/money/{unclear}",
        "/office/files/{released}/receipt",
        "/statistics", "/statistics/controls", "/statistics/revenue", "/statistics/release-times", "/notices",
    ),
    "agency": (
        "/agency", "/agency?status=valid&q=x", "/agency/waiting", "/agency/issue", "/agency/permits/{used}",
        *(f"/agency/permits/{{used}}/{act}" for act in ("change", "suspend", "reinstate", "revoke")), "/notices",
    ),
    "terminal": (
        "/cargo", "/cargo/records", "/cargo/records?state=announced", "/cargo/announce", "/cargo/records/{cargo}",
        "/cargo/records/{announced}", "/cargo/records/{announced}/arrive", "/cargo/records/{cargo}/leave",
        "/notices",
    ),
    "loan-clerk": ("/desk", "/desk?q=tax", "/desk/ask?article=CR-12&q=tax", "/desk/mine"),
    "bank-receiver": ("/receiving",),
    "bank-manager": ("/desk", "/desk/overseen?outcome=denied", "/desk/reviews"),
    "registry": (
        "/holding", "/holding?show=in-use", "/holding/usage", "/holding/system", "/holding/agreements/FHB-001/1",
        "/joining", "/joining/keys", "/joining/certificates", "/joining/agreements", "/joining/propose?q=residence",
        "/joining/propose/RES-001",
    ),
    "privacy": (
        "/privacy", "/privacy/accesses", "/privacy/agreements", "/privacy/agreements?q=RES",
        "/privacy/agreements/FHB-001/1",
    ),
    "administrator": (
        "/administrator", "/administrator/parties/DL0000001017", "/administrator/offices",
        "/administrator/offices/DL000101", "/administrator/sites", "/administrator/law", "/administrator/events",
    ),
}  # fmt: skip

_MINE = "SELECT mrn FROM declarations_declaration d WHERE submitter = 'DL0000001017'"
_OFFICE = "SELECT mrn FROM declarations_declaration d WHERE office = 'DL000101'"
_BROKER = "SELECT mrn FROM declarations_declaration d WHERE submitter = 'DL0000002010'"
_LAST = " ORDER BY d.id DESC LIMIT 1"
_OF_CONTROL = "SELECT control.declaration_id FROM controls_inspection one JOIN controls_control control"
_OF_CONTROL += " ON control.id = one.control_id"
_UNANSWERED = "SELECT declaration_id FROM controls_query WHERE answered_at IS NULL"
_HELD = "SELECT declaration_id FROM controls_hold WHERE kind = 'hold' AND lifted_at IS NULL"

#: What a name in an address stands for: asked of the house's own tables.
KNOWN: Final = {
    "released": f"{_MINE} AND state = 'released'{_LAST}",
    "unpaid": f"{_MINE} AND waits_for = 'payment'{_LAST}",
    "asked": f"{_MINE} AND id IN ({_UNANSWERED}){_LAST}",
    "detained": f"{_MINE} AND state = 'held'{_LAST}",
    "appealed": f"{_MINE} AND id IN (SELECT declaration_id FROM controls_appeal WHERE decided_at IS NULL){_LAST}",
    "deferred": "SELECT d.mrn FROM payments_order one JOIN declarations_declaration d ON d.id = one.declaration_id"
    f" WHERE one.account = 'DLDPO00101'{_LAST}",
    "again": f"{_MINE} AND mrn IN (SELECT subject FROM payments_return){_LAST}",
    "wrong": f"{_BROKER} AND state = 'refused' AND lane = ''{_LAST}",
    "held": f"{_BROKER} AND id IN ({_HELD}){_LAST}",
    "permit": f"{_BROKER} AND waits_for = 'permit'{_LAST}",
    "planned": f"{_OFFICE} AND id IN ({_OF_CONTROL} WHERE one.recorded_at IS NULL){_LAST}",
    "looked": f"{_OFFICE} AND id IN ({_OF_CONTROL} WHERE one.recorded_at IS NOT NULL){_LAST}",
    "signed": f"{_OFFICE} AND id IN (SELECT declaration_id FROM controls_override WHERE decided_at IS NULL){_LAST}",
    "inspection": "SELECT one.id::text FROM controls_inspection one JOIN controls_control control"
    " ON control.id = one.control_id JOIN declarations_declaration d ON d.id = control.declaration_id"
    f" WHERE one.recorded_at IS NULL AND d.office = 'DL000101'{_LAST}",
    "control": "SELECT one.id::text FROM controls_control one JOIN controls_inspection ordered"
    " ON ordered.control_id = one.id JOIN declarations_declaration d ON d.id = one.declaration_id"
    f" WHERE ordered.recorded_at IS NULL AND d.office = 'DL000101'{_LAST}",
    "hold": "SELECT one.id::text FROM controls_hold one JOIN declarations_declaration d ON d.id = one.declaration_id"
    f" WHERE one.kind = 'hold' AND one.lifted_at IS NULL AND d.submitter = 'DL0000002010'{_LAST}",
    "override": "SELECT one.id::text FROM controls_override one JOIN declarations_declaration d"
    f" ON d.id = one.declaration_id WHERE one.decided_at IS NULL AND d.office = 'DL000101'{_LAST}",
    "appeal": "SELECT one.id::text FROM controls_appeal one JOIN declarations_declaration d"
    f" ON d.id = one.declaration_id WHERE one.decided_at IS NULL AND d.submitter = 'DL0000001017'{_LAST}",
    "unclear": "SELECT id::text FROM payments_bankmessage WHERE outcome = 'unknown-reference' LIMIT 1",
    "draft": "SELECT id::text FROM drafts_draft WHERE party = 'DL0000001017' ORDER BY saved_at DESC LIMIT 1",
    "endpoint": "SELECT id::text FROM notifications_endpoint WHERE party = 'DL0000001017' LIMIT 1",
    "hook": "SELECT id::text FROM notifications_delivery WHERE channel = 'webhook' ORDER BY made_at DESC LIMIT 1",
    "used": "SELECT 'AP-2026-0003'",
    "cargo": "SELECT number FROM cargo_record WHERE operator = 'DL0000004015' AND arrived_at IS NOT NULL"
    " ORDER BY number LIMIT 1",
    "announced": "SELECT number FROM cargo_record WHERE operator = 'DL0000004015'"
    " ORDER BY arrived_at IS NULL DESC, number DESC LIMIT 1",
}


def numbers(database: str) -> dict[str, str]:
    """What every name stands for in a house; a name for which there is nothing is an error of the morning."""
    found = {}
    with psycopg.connect(database) as store:
        for name, asked in KNOWN.items():
            row = store.execute(asked.encode()).fetchone()
            assert row is not None, f"the morning leaves nothing that is {name}"
            found[name] = str(row[0])
    return found
