package io.grantkeeper.identity.basis;

/** An assumption on which a statement relies although no evidence supports it. Summaries store these constants. */
public enum Assumption {
    /** A permission is not in the provider's vocabulary, or its name contains only general words. */
    MEANING_INFERRED(
            StatementTopic.CAPABILITIES,
            Certainty.INFERRED,
            "What some of its permissions allow is inferred from their names."),
    /** No word in the name of a permission is understood. */
    MEANING_UNKNOWN(
            StatementTopic.CAPABILITIES,
            Certainty.ASSUMED,
            "What some of its permissions allow is unknown, so it may be able to do more."),
    /** The provider does not state to which resources a grant is limited. */
    REACH_UNBOUNDED(
            StatementTopic.CAPABILITIES,
            Certainty.ASSUMED,
            "No limit on the resources that it can reach was found, so Grantkeeper assumes that there is none."),
    /** The recognition is based on a name, on the app's own description, or on typical permissions. */
    AI_BY_RESEMBLANCE(
            StatementTopic.AI,
            Certainty.INFERRED,
            "It counts as AI because of its name or its permissions, and the provider does not confirm that."),
    /** The provider names no owner. A person's action makes that person the most likely owner. */
    OWNER_BY_ACTION(
            StatementTopic.OWNER,
            Certainty.INFERRED,
            "The provider names no owner, so Grantkeeper assumes that it is the person who set it up or gave it access."),
    /** The provider names no owner, and nobody is known to have set the identity up. */
    OWNER_BY_USE(
            StatementTopic.OWNER,
            Certainty.ASSUMED,
            "The provider names no owner, so Grantkeeper assumes that it is the person who uses it most."),
    /** The only known person is the manager of a person who is responsible for the identity. */
    OWNER_BY_MANAGEMENT(
            StatementTopic.OWNER,
            Certainty.ASSUMED,
            "The provider names no owner, so Grantkeeper assumes that a manager is responsible for it."),
    /** The provider reports each use. This is assumed if recorded usage is compared with access. */
    ALL_USE_REPORTED(
            StatementTopic.USAGE, Certainty.ASSUMED, "Grantkeeper assumes that the provider reports each use.");

    private final StatementTopic topic;
    private final Certainty certainty;
    private final String sentence;

    Assumption(StatementTopic topic, Certainty certainty, String sentence) {
        this.topic = topic;
        this.certainty = certainty;
        this.sentence = sentence;
    }

    /** Returns the topic of the statements that rely on this assumption. */
    public StatementTopic topic() {
        return topic;
    }

    /** Returns the maximum certainty of a statement that relies on this assumption. */
    public Certainty certainty() {
        return certainty;
    }

    /** Returns the assumption in plain words: one sentence with one main clause, for owners and reports. */
    public String sentence() {
        return sentence;
    }
}
