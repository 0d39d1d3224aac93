"""Tests of the repositories."""
