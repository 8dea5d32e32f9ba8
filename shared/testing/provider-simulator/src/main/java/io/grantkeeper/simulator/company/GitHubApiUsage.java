package io.grantkeeper.simulator.company;

import java.time.Instant;

/**
 * The number of requests that one app or token made to GitHub's API, and the time of the last request.
 *
 * @param subjectType for example {@code installation} or {@code fine_grained_pat}
 */
public record GitHubApiUsage(String subjectType, long subjectId, String name, long requests, Instant lastRequestAt) {

    String key() {
        return subjectType + '/' + subjectId;
    }
}
