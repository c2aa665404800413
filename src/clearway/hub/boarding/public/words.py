"""How agreements are said in words, and the frame of the pages of those who look after the hub."""

from clearway.hub.boarding.showing import ROLES, Member, row, rows, shown, whole

__all__ = ["ROLES", "Member", "row", "rows", "shown", "whole"]
