"""Findings as others read them: people, programs, GitHub and code scanning."""
