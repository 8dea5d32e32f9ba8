package io.grantkeeper.evidence.mapping;

import java.util.Arrays;

/** The capabilities of Grantkeeper that can support a control. */
public enum EvidenceCapability {
    INVENTORY(
            "inventory",
            "Inventory of agents and grants",
            "Every app, agent, bot, key and certificate that a connected provider lists is registered, and unapproved"
                    + " ones are detected.",
            true),
    OWNERSHIP(
            "ownership",
            "Ownership and lifecycle",
            "Every identity has an owner, owners who leave are detected, and severe findings are reported to someone.",
            true),
    LEAST_PRIVILEGE(
            "least-privilege",
            "Least privilege",
            "Access that an identity has without recorded use is detected.",
            true),
    CREDENTIALS(
            "credentials",
            "Credential lifecycle",
            "Credentials that are added, extended or about to expire are detected.",
            true),
    DRIFT(
            "drift",
            "Access and configuration drift",
            "Every observed change is recorded, and changes that let an identity do more or reach further are detected.",
            true),
    POLICY(
            "policy",
            "Policy and decisions",
            "A policy version is approved before it is promoted, and every decision names the version that it was made under.",
            false),
    OVERSIGHT(
            "oversight",
            "Human oversight",
            "People who are asked about a finding respond, and a missing answer is not an approval.",
            false),
    REVIEW("review", "Access reviews", "Every review ends with an outcome for each of its identities.", false),
    RECORD(
            "record",
            "Tamper-evident ledger",
            "Entries are covered by signed checkpoints, and each checkpoint is consistent with the earlier ones.",
            false),
    BEHAVIOUR(
            "behaviour",
            "Usage and inactivity",
            "Identities that hold access but are no longer used are detected, and missing usage data is reported as unknown.",
            true),
    REVOCATION(
            "revocation",
            "Revocation",
            "A revocation is recorded before the provider is called, and its result is recorded afterward.",
            false),
    THIRD_PARTY(
            "third-party",
            "Third-party apps",
            "New apps, and new access granted to apps, are detected, and someone takes responsibility for each.",
            true),
    EVIDENCE(
            "evidence",
            "Independently verifiable evidence",
            "The facts in a report can be verified offline with nothing but the log's public key.",
            false);

    private final String code;
    private final String title;
    private final String required;
    private final boolean dependsOnVisibility;

    EvidenceCapability(String code, String title, String required, boolean restsOnSight) {
        this.code = code;
        this.title = title;
        this.required = required;
        this.dependsOnVisibility = restsOnSight;
    }

    /** Returns the code with which mappings refer to the capability. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** Returns what must be true for the capability to be effective, in one sentence. */
    public String required() {
        return required;
    }

    /**
     * Returns whether the capability depends on data from providers. If it does, a coverage gap makes the result
     * unknown.
     */
    public boolean dependsOnVisibility() {
        return dependsOnVisibility;
    }

    /**
     * Returns the capability with this code.
     *
     * @throws IllegalArgumentException if no capability has this code; the message lists the known codes
     */
    public static EvidenceCapability ofCode(String code) {
        return Arrays.stream(values())
                .filter(capability -> capability.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown capability '%s'; the capabilities are %s"
                        .formatted(
                                code,
                                Arrays.stream(values())
                                        .map(EvidenceCapability::code)
                                        .toList())));
    }
}
