package io.grantkeeper.permissions;

/** How much there is to fear, from most to least. */
public enum RiskTier {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW,
    /** Nothing of the grant is understood, so nothing can be said; least of all that it is harmless. */
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
