package io.grantkeeper.evidence.history;

/** A checked item, and the entry that shows it. */
public record PopulationItem(String subject, LedgerPosition told) {}
