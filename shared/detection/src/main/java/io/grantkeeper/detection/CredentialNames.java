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
     * Returns the hint in brackets. It is left out if it repeats the identity's name, if it is the id by which the
     * provider's API names the credential, because people cannot find that id in the provider's console, or if it is
     * opaque.
     */
    private static String shown(Credential credential, String identity) {
        String hint = credential.hint();
        boolean isRawId = credential.key().equals(hint) || credential.key().endsWith("/" + hint) || isOpaque(hint);
        return hint.isEmpty() || hint.equals(identity) || isRawId ? "" : " (" + hint + ")";
    }

    /**
     * Returns whether a hint contains an id that no person chose: 12 or more letters and digits in a row that change at
     * least twice between the two, or only digits.
     */
    private static boolean isOpaque(String hint) {
        int length = 0;
        int changes = 0;
        int letters = 0;
        for (int i = 0; i <= hint.length(); i++) {
            if (i < hint.length() && Character.isLetterOrDigit(hint.charAt(i))) {
                boolean letter = Character.isLetter(hint.charAt(i));
                changes += length > 0 && letter != Character.isLetter(hint.charAt(i - 1)) ? 1 : 0;
                letters += letter ? 1 : 0;
                length++;
            } else {
                if (length >= 12 && (changes >= 2 || letters == 0)) {
                    return true;
                }
                length = 0;
                changes = 0;
                letters = 0;
            }
        }
        return false;
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
