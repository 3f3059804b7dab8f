"""Does the world match the answers: claims, evidence for each, checks, findings, verdicts."""
