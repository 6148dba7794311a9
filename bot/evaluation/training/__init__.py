"""Scripts that make the weights for quotes, run in this order (extra ``train``).

``speakers`` (speakers.json), ``nobody`` (nobody.json), ``indirect`` (indirect.json). Two invented sets of articles are
kept out of all training, so that what they show is a measure: ``own.HELD_OUT``.
"""
