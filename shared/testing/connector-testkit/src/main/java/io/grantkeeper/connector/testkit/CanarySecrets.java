package io.grantkeeper.connector.testkit;

import io.grantkeeper.identity.Secret;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Secrets that must not appear in any message, log line or record. Key files also contain harmless text, so only the
 * parts of a long secret that look like key material are searched for.
 */
final class CanarySecrets {
    private static final int SHORTEST = 8;
    private static final Pattern TOKEN = Pattern.compile("\\S{8,200}");
    private static final Pattern KEY_MATERIAL = Pattern.compile("[A-Za-z0-9+/_-]{40,}");

    private final Set<String> texts = new TreeSet<>();

    private CanarySecrets() {}

    static CanarySecrets of(Collection<Secret> secrets, Collection<ReceivedCall> calls) {
        CanarySecrets canaries = new CanarySecrets();
        secrets.forEach(secret -> canaries.add(secret.reveal()));
        for (ReceivedCall call : calls) {
            String header = call.headers().getOrDefault("authorization", "");
            String token = header.substring(header.lastIndexOf(' ') + 1);
            if (token.length() >= SHORTEST) {
                canaries.texts.add(token);
            }
        }
        return canaries;
    }

    /**
     * Searches text for the secrets. Describes the first one that the text contains, without revealing it; empty if it
     * contains none.
     *
     * @param where the name of the text, for the description
     */
    Optional<String> findLeak(String where, String text) {
        return texts.stream()
                .filter(text::contains)
                .findFirst()
                .map(secret -> "%s contains a secret of %d characters".formatted(where, secret.length()));
    }

    /** Returns all secrets joined into one text, for tests in which the provider echoes its input. */
    String joined() {
        return String.join(" ", texts);
    }

    private void add(String secret) {
        if (TOKEN.matcher(secret).matches() && !secret.startsWith("{")) {
            texts.add(secret);
        } else {
            KEY_MATERIAL.matcher(secret).results().forEach(match -> texts.add(match.group()));
        }
    }
}
