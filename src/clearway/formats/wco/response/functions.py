"""What a response's function code says, as this house uses it (UN/EDIFACT 1225 gives no such list).

| outcome   | responses, in this order                                                    |
|-----------|-----------------------------------------------------------------------------|
| refused   | 03, with every error                                                        |
| accepted  | 01; 13 where something is owed; 05 or 06 where the lane asks for a check    |
| decided   | 01; 13 where something is owed; 09                                          |
| cancelled | 10                                                                          |
"""

ACCEPTED, REJECTED, CLEARED, CANCELLED, TAX = "01", "03", "09", "10", "13"
GOODS_CHECKED, DOCUMENTS_CHECKED = "05", "06"

#: How the lane is told: our own list of status names.
LANES = {"green": "GRN", "yellow": "YLW", "red": "RED", "blue": "BLU"}
#: What a lane asks of the trader before release.
CHECKS = {"red": GOODS_CHECKED, "yellow": DOCUMENTS_CHECKED}
#: The kinds of a remark (UN/EDIFACT 4451): AFB to the submitter's attention, AAI for information.
REMARKS = {"warn": "AFB", "note": "AAI"}
