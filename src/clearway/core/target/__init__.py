"""Must we look at the goods? Targeting rules and the random stream give the lane and its reasons."""
