package io.grantkeeper.catalog;

/** The source of a piece of evidence, from most to least trusted. */
public enum AppRecognitionEvidenceKind {
    /** The provider itself lists the object as an agent. */
    AGENT_TYPE,
    /** The OAuth client id is publicly known to belong to one product. */
    CLIENT_ID,
    /** The provider has verified the app's publisher. */
    VERIFIED_PUBLISHER,
    /** A redirect URL or home page is on a domain known to belong to a vendor. */
    DOMAIN,
    /** The publisher that the app states, which nobody has verified. */
    STATED_PUBLISHER,
    /** The display name is that of a product in the catalog. */
    NAME,
    /** Words in the name, such as "AI" or "copilot". */
    WORDS,
    /** The app's permissions are typical of agents. */
    PERMISSIONS
}
