"""The answer to a declaration as a WCO Data Model XML message (RES), written and read from one table (PR-RES).

Assumes that findings carry our paths. Never says more than the answer does: what a trader may not know is not in it.
"""

from clearway.formats.wco.response.message import read_response, write_response

__all__ = ["read_response", "write_response"]
