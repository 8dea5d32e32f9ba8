package io.grantkeeper.authzen;

/**
 * How much of a request is read; what is over is refused before, or while, it is parsed.
 *
 * @param bytes of the body
 * @param nesting of objects and arrays
 * @param text characters of one string, and digits of one number
 * @param evaluations in one call
 * @param page results of a search in one answer
 * @param scanned candidates that one search looks at before it hands out a token to go on
 */
public record Limits(int bytes, int nesting, int text, int evaluations, int page, int scanned) {
    public static Limits standard() {
        return new Limits(256 * 1024, 24, 64 * 1024, 1_000, 1_000, 5_000);
    }
}
