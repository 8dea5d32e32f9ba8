package io.grantkeeper.authzen;

/**
 * The limits for requests. A request that exceeds a limit is rejected before or during parsing.
 *
 * @param bytes the maximum size of the body, in bytes
 * @param nesting the maximum depth of objects and arrays
 * @param text the maximum number of characters in a string or member name
 * @param evaluations the maximum number of evaluations in one call
 * @param page the maximum number of search results per page
 * @param scanned the maximum number of candidates that one search call evaluates before it returns a page token
 */
public record RequestLimits(int bytes, int nesting, int text, int evaluations, int page, int scanned) {
    /**
     * The maximum number of digits in a number before its decimal point; the same limit applies to the digits after it.
     */
    static final int DIGITS = 400;

    public static RequestLimits standard() {
        return new RequestLimits(256 * 1024, 24, 64 * 1024, 1_000, 1_000, 5_000);
    }
}
