"""The exchange: a question is judged, put to the holder, cut down to what was granted, and recorded."""
