package io.grantkeeper.permissions;

/** The extent to which the access that a permission grants can be escalated. */
public enum EscalationPotential {
    /** Can lead to control of the tenant. */
    CONTROL(0),
    /** Can read or change a wide range of data, but is not known to lead to control. */
    WIDE(1),
    /** Allows only what it states. */
    LIMITED(2);

    private final int tier;

    EscalationPotential(int tier) {
        this.tier = tier;
    }

    /**
     * Returns the tier: 0 if the permission can lead to control of the tenant, 1 if it can read or change a wide range
     * of data but is not known to lead to control, 2 if it allows only what it states.
     */
    public int tier() {
        return tier;
    }

    static EscalationPotential ofTier(int tier) {
        return switch (tier) {
            case 0 -> CONTROL;
            case 1 -> WIDE;
            case 2 -> LIMITED;
            default -> throw new IllegalArgumentException("unknown escalation tier " + tier);
        };
    }
}
