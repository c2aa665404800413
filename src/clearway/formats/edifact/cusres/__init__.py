"""The answer to a declaration as a UN/EDIFACT CUSRES of directory D.23A (PR-EDR).

Assumes that the answer holds only what its reader may know. Never shortens a sentence: what does not fit is refused.
"""

from clearway.formats.edifact.cusres.message import read_response, read_responses, told, write_response

__all__ = ["read_response", "read_responses", "told", "write_response"]
