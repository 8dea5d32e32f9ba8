package io.grantkeeper.identity.finding;

/** How much a finding or identity matters, from least to most; UNKNOWN is not "low". */
public enum Severity {
    UNKNOWN,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    public boolean atLeast(Severity other) {
        return compareTo(other) >= 0;
    }

    public static Severity max(Severity first, Severity second) {
        return first.compareTo(second) >= 0 ? first : second;
    }
}
