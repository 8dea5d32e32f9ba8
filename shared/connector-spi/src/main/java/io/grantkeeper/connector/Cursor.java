package io.grantkeeper.connector;

import java.util.Optional;

/**
 * Where in a partition to read. Only the stream that made it understands it.
 *
 * @param token empty for the start; never a secret, at most a few kilobytes
 */
public record Cursor(Optional<String> token) {
    private static final Cursor START = new Cursor(Optional.empty());

    public static Cursor start() {
        return START;
    }

    public static Cursor at(String token) {
        return new Cursor(Optional.of(token));
    }

    public static Cursor of(Optional<String> token) {
        return new Cursor(token);
    }
}
