package io.grantkeeper.identity.finding;

/** The severity of a finding or identity, in ascending order. UNKNOWN does not mean "low". */
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
