package io.grantkeeper.identity.finding;

/** The types of changes and conditions that detection reports. */
public enum FindingType {
    /** An AI agent or AI app has access without a recorded approval. */
    SHADOW_AI,
    IDENTITY_APPEARED,
    GRANT_APPEARED,
    SCOPES_EXPANDED,
    /** The reach expanded from selected resources to all, or from one person to the whole tenant. */
    REACH_EXPANDED,
    CREDENTIAL_ADDED,
    LIFETIME_EXTENDED,
    EXPIRING,
    /** A credential is older than credentials of its type may become. */
    ROTATION_DUE,
    /** Several credentials of one type exist for longer than a rotation takes. */
    DUPLICATE_CREDENTIAL,
    OWNER_LEFT,
    /** The last day of the identity's owner is known and near. Only the owner's manager and the security team receive it. */
    OWNER_LEAVING,
    /** Nobody is known who owns the identity, or it was removed while keys or passwords of it still work. */
    OWNERLESS,
    GRANT_VANISHED,
    /** The identity has access but has not been used for a long time. */
    FELL_SILENT,
    /** The identity is in use and has significant access that its observed usage never needed. */
    OVER_PRIVILEGED,
    /** The identity was denied access and requests it from its owner, who can allow it. */
    ACCESS_REQUESTED,
    /** The identity was part of an access review, and nobody answered. */
    UNREVIEWED,
    /**
     * The identity departs from its approval of record: in its access, its use or its origin, or because the approval has
     * ended.
     */
    DRIFTED,
    /** A change opened a path by which the identity, or others through it, can get control of a zone. */
    PATH_OPENED,
    /** The identity did something that is out of character for it, or that needs no comparison to be suspicious. */
    UNUSUAL_ACTIVITY
}
