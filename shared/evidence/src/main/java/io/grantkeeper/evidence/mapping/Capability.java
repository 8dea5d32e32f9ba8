package io.grantkeeper.evidence.mapping;

import java.util.Arrays;

/** What Grantkeeper does that can speak for a control. */
public enum Capability {
    INVENTORY(
            "inventory",
            "Inventory of agents and grants",
            "Every app, agent, bot, key and certificate that a connected provider shows is registered, and one of which"
                    + " nobody approved is found.",
            true),
    OWNERSHIP(
            "ownership",
            "Owner and lifecycle",
            "A person answers for every identity; that they left is found, and grave findings are told to somebody.",
            true),
    LEAST_PRIVILEGE(
            "least-privilege",
            "Least privilege",
            "Access that an identity holds and its use never needed is found.",
            true),
    CREDENTIALS(
            "credentials",
            "Life of credentials",
            "A credential that was added, lives longer than before, or is about to end is found.",
            true),
    DRIFT(
            "drift",
            "Drift of access and configuration",
            "Every observed change is recorded; one that lets an identity do or reach more is found.",
            true),
    POLICY(
            "policy",
            "Policy and decisions",
            "A policy version is approved before it is promoted, and a decision names the version it was made under.",
            false),
    OVERSIGHT(
            "oversight",
            "Human oversight",
            "Who is asked about a finding answers; no answer is not an approval.",
            false),
    REVIEW("review", "Access reviews", "Reviews end with an outcome for each identity they ask about.", false),
    RECORD(
            "record",
            "Record that shows alteration",
            "Entries are under checkpoints that were signed, and each later checkpoint continues the earlier ones.",
            false),
    BEHAVIOUR(
            "behaviour",
            "Use and silence",
            "An identity that holds access and has fallen silent is found; no known use is told as unknown.",
            true),
    REVOCATION(
            "revocation",
            "Taking access away",
            "What is to be taken away is recorded before the provider is called, and its end after it.",
            false),
    THIRD_PARTY(
            "third-party",
            "Third-party apps",
            "The arrival of an app or of access that it holds is found, and somebody answers for it.",
            true),
    EVIDENCE(
            "evidence",
            "Evidence that others can check",
            "What a report rests on can be checked offline with the log's public key alone.",
            false);

    private final String code;
    private final String title;
    private final String required;
    private final boolean restsOnSight;

    Capability(String code, String title, String required, boolean restsOnSight) {
        this.code = code;
        this.title = title;
        this.required = required;
        this.restsOnSight = restsOnSight;
    }

    /** As mappings name it. */
    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    /** What has to hold, in one sentence. */
    public String required() {
        return required;
    }

    /** Whether it can only speak of what providers show: a coverage gap leaves it unknown. */
    public boolean restsOnSight() {
        return restsOnSight;
    }

    /** @throws IllegalArgumentException naming those that there are */
    public static Capability ofCode(String code) {
        return Arrays.stream(values())
                .filter(capability -> capability.code.equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("capability '%s' is none of %s"
                        .formatted(
                                code,
                                Arrays.stream(values()).map(Capability::code).toList())));
    }
}
