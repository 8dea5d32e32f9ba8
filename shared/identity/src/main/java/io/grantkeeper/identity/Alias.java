package io.grantkeeper.identity;

import java.util.Comparator;

/**
 * Another name of an identity or person, with its scheme. Aliases make it possible to recognize the same agent in
 * several places.
 *
 * @param scheme the type of name, for example {@code oauth-client-id}, {@code github-app-slug} or {@code
 *         ssh-fingerprint}
 */
public record Alias(String scheme, String value) implements Comparable<Alias> {
    private static final Comparator<Alias> ORDER =
            Comparator.comparing(Alias::scheme).thenComparing(Alias::value);

    @Override
    public int compareTo(Alias other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return scheme + ":" + value;
    }
}
