package io.grantkeeper.permissions;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** The sensitivity of the data that a capability reads, from harmless to most sensitive. */
public enum ReadSensitivity {
    /** Data that is the same for everyone or is published anyway, such as regions, terms or the vendor's templates. */
    PUBLIC,
    /**
     * Names, states, counts and settings that need no protection, such as feature flags, commit statuses or usage
     * reports.
     */
    METADATA,
    /**
     * Data that shows how the tenant is protected and what happened in it: policies, roles, apps, audit logs, security
     * findings.
     */
    SECURITY_CONFIGURATION,
    /** Facts about people: profiles, contacts, memberships, presence. */
    PERSONAL_DATA,
    /** What people or the company wrote or store: mail, files, messages, code, records. */
    CONTENT,
    /** Values that authenticate or decrypt: passwords, keys, tokens. */
    SECRETS;

    /** Returns the name in rule files: lowercase words joined with hyphens. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ReadSensitivity ofWireName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Returns the most sensitive data that the capabilities read; empty if they read nothing. */
    static Optional<ReadSensitivity> of(Collection<Capability> capabilities) {
        return capabilities.stream()
                .filter(one -> one.action() == CapabilityAction.READ
                        || one.action() == CapabilityAction.LIST
                        || one.action() == CapabilityAction.ADMINISTER
                        || one.action() == CapabilityAction.IMPERSONATE)
                .map(ReadSensitivity::of)
                .max(ReadSensitivity::compareTo);
    }

    /**
     * Returns the sensitivity of a capability's data. Names and basic facts always count as metadata, regardless of the
     * resource.
     */
    static ReadSensitivity of(Capability capability) {
        ReadSensitivity data = capability.thing().sensitivity();
        boolean names = capability.action() == CapabilityAction.LIST && data != PERSONAL_DATA;
        return names && data.compareTo(METADATA) > 0 ? METADATA : data;
    }
}
