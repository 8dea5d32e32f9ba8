package io.grantkeeper.connector.activity;

/**
 * A change that a log row reports. A change has a type here only if a detection rule that works without a baseline
 * needs it.
 */
public sealed interface ActivityEffect {
    /** How severe a grant, a role or a reported threat is. */
    enum Weight {
        LOW,
        MEDIUM,
        HIGH
    }

    /** A key, secret, token or certificate was created for an identity. */
    record CredentialAdded(ActivityParty identity, String credential) implements ActivityEffect {}

    /** A credential was revoked, deleted or disabled. An empty credential means all credentials of the identity. */
    record CredentialRemoved(ActivityParty identity, String credential) implements ActivityEffect {}

    /** An identity received access: a consent, a permission or an installation. */
    record AccessGranted(ActivityParty identity, String access, Weight weight) implements ActivityEffect {}

    /** An identity or a person received a role. */
    record RoleGranted(ActivityParty holder, String role, Weight weight) implements ActivityEffect {}

    /** A person's account was disabled or deleted. */
    record PersonDisabled(ActivityPerson person) implements ActivityEffect {}

    /** A person's account was enabled again. */
    record PersonEnabled(ActivityPerson person) implements ActivityEffect {}

    /** A person became the owner of an identity. */
    record OwnerAdded(ActivityParty identity, ActivityPerson owner) implements ActivityEffect {}

    /** An audit log, or its delivery, was disabled. */
    record LoggingDisabled(String what) implements ActivityEffect {}

    /** A protection was removed or weakened. */
    record ProtectionWeakened(String what) implements ActivityEffect {}

    /** The vendor itself reported a threat. This is evidence with a named source, never Grantkeeper's own verdict. */
    record ThreatReported(String source, String what, Weight weight) implements ActivityEffect {}
}
