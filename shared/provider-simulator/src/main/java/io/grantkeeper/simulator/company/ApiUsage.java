package io.grantkeeper.simulator.company;

import java.time.Instant;

/**
 * Calls to GitHub's API by one app or token.
 *
 * @param subjectType for instance {@code installation} or {@code fine_grained_pat}
 */
public record ApiUsage(String subjectType, long subjectId, String name, long requests, Instant lastRequestAt) {

    String key() {
        return subjectType + '/' + subjectId;
    }
}
