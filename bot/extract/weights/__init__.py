"""Weights of the trained models, and the scripts that make them.

For quotes, in this order: ``train_quotes`` (speakers.json), ``train_nobody`` (nobody.json), ``train_indirect``
(indirect.json).
"""
