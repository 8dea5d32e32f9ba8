package io.grantkeeper.paths;

import java.util.Optional;

/**
 * A trust in one direction: anyone or anything that controls {@code from} gets control of {@code to}.
 *
 * @param from a place, or the id of an identity
 * @param by what establishes the trust; may be empty
 * @param condition the condition under which the trust applies, phrased to follow "if"; empty if the trust is certain
 */
public record PathTrust(String from, String to, String by, Optional<String> condition) {
    /** Creates an unconditional trust. */
    public PathTrust(String from, String to, String by) {
        this(from, to, by, Optional.empty());
    }

    /** Returns the same trust with a condition. If the trust already has a condition, returns the trust unchanged. */
    PathTrust onlyIf(String words) {
        return new PathTrust(from, to, by, condition.or(() -> Optional.of(words)));
    }
}
