package io.grantkeeper.functions.detectchanges;

/** The number of identities that were checked. */
public record DetectByClockResult(int identities) {}
