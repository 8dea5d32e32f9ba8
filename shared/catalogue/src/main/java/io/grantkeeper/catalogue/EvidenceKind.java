package io.grantkeeper.catalogue;

/** Where a piece of evidence comes from, in the order in which the recogniser trusts it. */
public enum EvidenceKind {
    /** The provider itself calls the object an agent. */
    AGENT_TYPE,
    /** The OAuth client id is publicly known to belong to one product. */
    CLIENT_ID,
    /** The provider has verified who publishes the app. */
    VERIFIED_PUBLISHER,
    /** A redirect or home page lies on a domain that is known to belong to a vendor. */
    DOMAIN,
    /** The publisher as the app states it, checked by no one. */
    STATED_PUBLISHER,
    /** The display name is that of a product in the catalogue. */
    NAME,
    /** Words in the name, such as "AI" or "copilot". */
    WORDS,
    /** What the app may do is typical of agents. */
    PERMISSIONS
}
