package io.grantkeeper.simulator.company;

import java.time.Instant;

/**
 * How much one app or token used GitHub's API, and when it did so last.
 *
 * @param subjectType for example {@code installation} or {@code fine_grained_pat}
 */
public record GitHubApiUsage(String subjectType, long subjectId, String name, long requests, Instant lastRequestAt) {

    String key() {
        return subjectType + '/' + subjectId;
    }
}
