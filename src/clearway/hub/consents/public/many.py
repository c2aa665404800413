"""What many subjects have said at once, for whoever is sent the data of many."""

from clearway.hub.consents.together import moved, of_many, standing

__all__ = ["moved", "of_many", "standing"]
