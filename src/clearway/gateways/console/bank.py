"""The bank of the demonstration is made known to the house: its software, its key, and the accounts it serves."""

from datetime import datetime
from pathlib import Path

from clearway.gateways.banks import signing
from clearway.gateways.simulators.bank.account import load_or_create
from clearway.registers.traders import public as traders
from clearway.stations.payments import public as payments

#: The bank of the register that is simulated, and the file of the data folder in which it keeps its key.
BANK, KEPT = "DL0000005018", "bank.json"


def introduce(pack: Path, var: Path, *, at: datetime) -> None:
    """The simulated bank may call, and its signature counts; deferment accounts are granted as the pack says."""
    bank = load_or_create(var / KEPT)
    traders.add_machine_client(BANK, bank.client, bank.secret)
    payments.load_register(pack, keys={BANK: signing.public_key(bank.private)}, at=at)
