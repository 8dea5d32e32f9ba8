package io.grantkeeper.authzen;

import java.util.List;

/**
 * Who asks: the enforcement point, not the subject.
 *
 * @param id of the API key or the OAuth client
 * @param actors on whose behalf it asks (RFC 8693), the first cause first; empty where its token names no chain
 */
public record Caller(String id, List<String> actors) {
    public Caller {
        actors = List.copyOf(actors);
    }

    public static Caller named(String id) {
        return new Caller(id, List.of());
    }
}
