package io.grantkeeper.identity.finding;

/** The types of changes and conditions that detection reports. */
public enum FindingType {
    /** An AI agent or AI app has access without a recorded approval. */
    SHADOW_AI(Nature.EVENT),
    IDENTITY_APPEARED(Nature.EVENT),
    GRANT_APPEARED(Nature.EVENT),
    SCOPES_EXPANDED(Nature.EVENT),
    /** The reach expanded from selected resources to all, or from one person to the whole tenant. */
    REACH_EXPANDED(Nature.EVENT),
    CREDENTIAL_ADDED(Nature.EVENT),
    LIFETIME_EXTENDED(Nature.EVENT),
    EXPIRING(Nature.CONDITION),
    /** A credential is older than the limit for credentials of its type. */
    ROTATION_DUE(Nature.CONDITION),
    /** Several credentials of one type have existed for longer than a rotation takes. */
    DUPLICATE_CREDENTIAL(Nature.CONDITION),
    OWNER_LEFT(Nature.EVENT),
    /**
     * The last day of the identity's owner is known and near. Only the owner's manager and the security team receive
     * the finding.
     */
    OWNER_LEAVING(Nature.EVENT),
    /**
     * No owner of the identity is known, or the identity was removed while some of its keys or passwords still work.
     */
    OWNERLESS(Nature.CONDITION),
    GRANT_VANISHED(Nature.EVENT),
    /** The identity has access but has not been used for a long time. */
    FELL_SILENT(Nature.CONDITION),
    /** The identity is in use and has significant access that its observed usage never needed. */
    OVER_PRIVILEGED(Nature.CONDITION),
    /** The identity was denied access and requests it from its owner, who can allow it. */
    ACCESS_REQUESTED(Nature.EVENT, "decide"),
    /** The identity was part of an access review, and nobody answered. */
    UNREVIEWED(Nature.EVENT, "apply-answer"),
    /**
     * The identity has drifted from its approval of record in its access, its use or its origin, or the approval has
     * ended.
     */
    DRIFTED(Nature.EVENT),
    /** A change opened a path by which the identity, or others through it, can get control of a zone. */
    PATH_OPENED(Nature.EVENT),
    /** The identity's activity is out of character, or is suspicious without any comparison. */
    UNUSUAL_ACTIVITY(Nature.EVENT, "watch-activity");

    /** The kind of fact that a finding describes. */
    private enum Nature {
        /** An event that was found when it happened. */
        EVENT,
        /** A condition that existed before it was found. */
        CONDITION
    }

    private final Nature nature;
    private final String recorder;

    /** Creates a type that {@code detect-changes} or {@code detect-on-schedule} detects. */
    FindingType(Nature nature) {
        this(nature, "detect-changes");
    }

    FindingType(Nature nature, String recorder) {
        this.nature = nature;
        this.recorder = recorder;
    }

    /** Returns whether findings of this type describe a condition that existed before it was found. */
    public boolean isCondition() {
        return nature == Nature.CONDITION;
    }

    /** Returns the name of the function that detects findings of this type, as ledger entries name it. */
    public String recorder() {
        return recorder;
    }

    /**
     * Returns whether several rows of one identity can lead to the same finding, such as an identity and its first
     * grant.
     */
    public boolean isFoundBySeveralRows() {
        return this == SHADOW_AI || this == IDENTITY_APPEARED;
    }
}
