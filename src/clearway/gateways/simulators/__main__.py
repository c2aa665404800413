"""``python -m clearway.gateways.simulators``: an outside party without the weight of the house."""

from clearway.gateways.simulators.app import app

app(prog_name="clearway simulate")
