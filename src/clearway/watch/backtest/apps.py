"""Full runs as a Django app."""

from django.apps import AppConfig


class BacktestConfig(AppConfig):
    """Keeps what the last proof of each government came to."""

    name = "clearway.watch.backtest"
    label = "watch_backtest"
