"""mnassess: 特定個人情報保護評価書 — authored, checked and printed."""

__version__ = "0.1.0"
