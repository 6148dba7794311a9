"""Weights of the trained models, and the script that makes them."""
