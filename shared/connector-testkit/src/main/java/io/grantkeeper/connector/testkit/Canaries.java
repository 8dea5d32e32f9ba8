package io.grantkeeper.connector.testkit;

import io.grantkeeper.identity.Secret;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The texts that no message, log or record may hold. Key files hold harmless parts too, so of anything longer than a
 * token only what looks like key material counts.
 */
final class Canaries {
    private static final int SHORTEST = 8;
    private static final Pattern TOKEN = Pattern.compile("\\S{8,200}");
    private static final Pattern KEY_MATERIAL = Pattern.compile("[A-Za-z0-9+/_-]{40,}");

    private final Set<String> texts = new TreeSet<>();

    private Canaries() {}

    static Canaries of(Collection<Secret> secrets, Collection<Call> calls) {
        Canaries canaries = new Canaries();
        secrets.forEach(secret -> canaries.add(secret.reveal()));
        for (Call call : calls) {
            String header = call.headers().getOrDefault("authorization", "");
            String token = header.substring(header.lastIndexOf(' ') + 1);
            if (token.length() >= SHORTEST) {
                canaries.texts.add(token);
            }
        }
        return canaries;
    }

    /** Says, without showing it, that a text holds one of them. */
    Optional<String> leakIn(String where, String text) {
        return texts.stream()
                .filter(text::contains)
                .findFirst()
                .map(secret -> "%s holds a secret of %d characters".formatted(where, secret.length()));
    }

    /** All of them in one text: for a provider that echoes what it was sent. */
    String echo() {
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
