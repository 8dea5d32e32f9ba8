package io.grantkeeper.testing.activity;

/** A kind of attack: what the attacker does with an identity. */
enum AttackKind {
    STOLEN_TOKEN_FROM_HOSTING(false),
    TOKEN_THEFT_THEN_BULK_READ(true),
    NEW_CREDENTIAL_THEN_NEW_PLACE(true),
    DORMANT_THEN_OTHER_RESOURCE(true),
    CONSENT_THEN_BULK_READ(true),
    LOOKALIKE_PUBLISHER(true),
    SCOPE_EXPANSION_THEN_BULK_READ(true),
    SELF_GRANTED_ROLE(false),
    SELF_ADDED_CREDENTIAL(false),
    LOGGING_SWITCHED_OFF(false),
    MASS_KEY_MINTING(false),
    LEAVERS_TOKEN_USED(false),
    REVOKED_CREDENTIALS_SIBLING_USED(false),
    TOR_EXIT(false),
    SLOW_EXFILTRATION(false),
    NIGHT_BURST(false),
    IMPOSSIBLE_TRAVEL(false),
    NEW_ACTIVITY_CLASS(false),
    UNLIKE_ITS_PEERS(false),
    ROLE_ESCALATION(false),
    WEAKENED_SETTING(false),
    VENDORS_THREAT_VERDICT(false),
    CROSS_PROVIDER_LOCKSTEP(false),
    FAILED_PROBING(false),
    ENUMERATION(false),
    QUIET_FOREIGN_USE(false),
    PERSISTENCE_BY_NEW_APP(false);

    private final boolean conjunction;

    AttackKind(boolean conjunction) {
        this.conjunction = conjunction;
    }

    /** Returns whether the attack consists of two actions that are harmless on their own. */
    boolean conjunction() {
        return conjunction;
    }
}
