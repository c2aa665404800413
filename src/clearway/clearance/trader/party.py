"""The pages of a person and of a party: account, mandates, members, software, and taking up an invitation."""

from typing import Final

from clearway.clearance.trader import (
    account,
    party_clients,
    party_joining,
    party_mandates,
    party_members,
    party_named,
    reached,
)
from clearway.platform.theme.page import Page

_MANAGE: Final = "party:manage"
_POST: Final = ("POST",)

#: The rows of the table of pages that people and parties need; every one stands in the portal's table.
PAGES: Final = (
    Page("account", "account", account.account, "person", "own-account", ("GET", "POST")),
    Page("account/reached", "reached", reached.reached, "person", "own-account", ("GET", "POST")),
    Page("addresses/<str:token>", "address-confirm", reached.confirm, "public", None, ("GET", "POST")),
    Page("invitations/<str:token>", "invitation", party_joining.invitation, "public", None, ("GET", "POST")),
    Page("party/declarations", "named", party_named.named, "trader", "declarations:read"),
    Page("party/mandates", "mandates", party_mandates.mandates, "trader", "declarations:read"),
    Page("party/mandates/give", "mandate-give", party_mandates.give, "trader", _MANAGE, _POST),
    Page("party/mandates/<int:mandate>/revoke", "mandate-revoke", party_mandates.revoke, "trader", _MANAGE, _POST),
    Page("party/members", "members", party_members.members, "trader", _MANAGE),
    Page("party/members/invite", "member-invite", party_members.invite, "trader", _MANAGE, _POST),
    Page("party/members/second-factor", "members-second-factor", party_members.require, "trader", _MANAGE, _POST),
    Page("party/members/<int:member>/role", "member-role", party_members.change, "trader", _MANAGE, _POST),
    Page("party/members/<int:member>/remove", "member-remove", party_members.remove, "trader", _MANAGE, _POST),
    Page("party/invitations/<str:handle>", "invitation-withdraw", party_members.withdraw, "trader", _MANAGE, _POST),
    Page("party/clients", "clients", party_clients.clients, "trader", _MANAGE),
    Page("party/clients/make", "client-make", party_clients.make, "trader", _MANAGE, _POST),
    Page("party/clients/<int:client>/secret", "client-rotate", party_clients.rotate, "trader", _MANAGE, _POST),
    Page("party/clients/<int:client>/revoke", "client-revoke", party_clients.revoke, "trader", _MANAGE, _POST),
)
