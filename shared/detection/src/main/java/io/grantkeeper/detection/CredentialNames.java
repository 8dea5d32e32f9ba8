package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import java.util.Locale;

/** Names keys and passwords for findings, in the words of the provider's own console and never by a raw id. */
final class CredentialNames {
    private CredentialNames() {}

    /**
     * Returns the credential's type with its article, followed by the hint that the provider's console shows, if there
     * is one.
     */
    static String withArticle(Credential credential, String identity) {
        return typeWithArticle(credential) + shown(credential, identity);
    }

    static String typeWithArticle(Credential credential) {
        String type = type(credential);
        return (type.startsWith("SSH") ? "an " : "a ") + type;
    }

    /** Returns the credential's type, followed by the hint that the provider's console shows, if there is one. */
    static String name(Credential credential, String identity) {
        return type(credential) + shown(credential, identity);
    }

    /**
     * Returns the hint in parentheses. The hint is omitted if it repeats the identity's name, or if it is the id by
     * which the provider's API names the credential: people cannot find that id in the provider's console.
     */
    private static String shown(Credential credential, String identity) {
        String hint = credential.hint();
        boolean isRawId = credential.key().equals(hint) || credential.key().endsWith("/" + hint);
        return hint.isEmpty() || hint.equals(identity) || isRawId ? "" : " (" + hint + ")";
    }

    static String type(Credential credential) {
        return switch (credential.type()) {
            case SSH_KEY -> "SSH key";
            case FEDERATED -> "federated credential";
            case UNKNOWN -> "credential";
            case SECRET, CERTIFICATE, TOKEN, PASSWORD ->
                credential.type().name().toLowerCase(Locale.ROOT);
        };
    }
}
