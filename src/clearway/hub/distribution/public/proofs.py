"""What proves to a subject that they were in a part, and how it is checked and erased."""

from clearway.hub.distribution.proofs import FORMAT, erase, proof_of, verify_part_proof

__all__ = ["FORMAT", "erase", "proof_of", "verify_part_proof"]
