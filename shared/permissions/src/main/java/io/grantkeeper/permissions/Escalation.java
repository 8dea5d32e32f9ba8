package io.grantkeeper.permissions;

/** What a permission can be turned into. */
public enum Escalation {
    /** Can lead to control of the tenant. */
    CONTROL(0),
    /** Can read or change widely, but has no known way to control. */
    WIDE(1),
    /** Limited to what it says. */
    LIMITED(2);

    private final int tier;

    Escalation(int tier) {
        this.tier = tier;
    }

    /** 0 = can lead to control of the tenant, 1 = can change or read widely without that, 2 = limited. */
    public int tier() {
        return tier;
    }

    static Escalation ofTier(int tier) {
        return switch (tier) {
            case 0 -> CONTROL;
            case 1 -> WIDE;
            case 2 -> LIMITED;
            default -> throw new IllegalArgumentException("No escalation tier is called " + tier);
        };
    }
}
