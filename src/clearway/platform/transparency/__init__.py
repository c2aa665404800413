"""Transparency: a public tree of hashes over every event, so that nothing recorded can be changed or removed unseen.

Assumes that each event row keeps a salt and a commitment of its own. Events enter the tree behind the
transactions that wrote them, in batches, by one sequencer. Protocol: docs/protocols/PR-LOG-transparency.md.

Never holds or gives out personal or commercial data: a leaf is a salted commitment. Never decides anything.
"""
