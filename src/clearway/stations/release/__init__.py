"""Release: the order that lets goods leave, and the signed receipt that proves it."""
