"""Coming aboard the hub: keys to try with, certificates, a holder's system, and the first agreement."""
