package io.grantkeeper.permissions;

/** The risk of a grant, from highest to lowest. */
public enum RiskTier {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    /**
     * None of the grant's permissions are understood, so its risk cannot be assessed. The grant must not be treated as
     * harmless.
     */
    UNKNOWN;

    RiskTier raised() {
        return switch (this) {
            case CRITICAL, HIGH -> CRITICAL;
            case MEDIUM -> HIGH;
            case LOW -> MEDIUM;
            case UNKNOWN -> UNKNOWN;
        };
    }

    RiskTier lowered() {
        return switch (this) {
            case CRITICAL -> HIGH;
            case HIGH -> MEDIUM;
            case MEDIUM, LOW -> LOW;
            case UNKNOWN -> UNKNOWN;
        };
    }
}
