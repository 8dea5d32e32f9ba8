package io.grantkeeper.evidence.history;

/** One of those that were checked, and the entry that shows it. */
public record Item(String subject, Told told) {}
