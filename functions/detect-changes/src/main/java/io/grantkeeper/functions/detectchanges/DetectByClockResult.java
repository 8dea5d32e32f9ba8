package io.grantkeeper.functions.detectchanges;

/** How many identities were looked at. */
public record DetectByClockResult(int identities) {}
