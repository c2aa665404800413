"""Measures the scenarios of the pack; see ``measuring``."""

import os
from importlib import import_module

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clearway.config.settings")
django.setup()
import_module("tests.watch.scenarios.measuring").main()
