package io.grantkeeper.identity.finding;

/** The typed changes and conditions that detection knows. */
public enum FindingType {
    /** An AI agent or AI app holds access without an approval of record. */
    SHADOW_AI,
    IDENTITY_APPEARED,
    GRANT_APPEARED,
    SCOPES_EXPANDED,
    /** From selected resources to all, or from one person to the whole tenant. */
    REACH_EXPANDED,
    CREDENTIAL_ADDED,
    LIFETIME_EXTENDED,
    EXPIRING,
    OWNER_LEFT,
    GRANT_VANISHED,
    /** Holds access and has not been used for long. */
    FELL_SILENT,
    /** Is in use, and holds access of weight that its use never needed. */
    OVER_PRIVILEGED,
    /** Was refused something that whoever answers for it could allow, and asks for it. */
    ACCESS_REQUESTED,
    /** Was in an access review, and nobody answered for it. */
    UNREVIEWED
}
