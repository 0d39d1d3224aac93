"""Mends that are safe, and the proof that they were."""
