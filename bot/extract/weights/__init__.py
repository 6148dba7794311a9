"""Weights of the trained models; bot.evaluation.training makes those for quotes."""
