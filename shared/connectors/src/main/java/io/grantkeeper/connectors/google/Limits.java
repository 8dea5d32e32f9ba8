package io.grantkeeper.connectors.google;

import io.grantkeeper.connector.RateLimit;
import java.time.Duration;
import java.util.List;

/** Google's default quotas, each for one user of one Cloud project, which for us is one connection. */
final class Limits {
    /** Admin SDK, "Limits and Quotas" of the Directory API: 2,400 queries a minute. */
    static final String DIRECTORY = "directory";

    /** The same page of the Reports API: 2,400 queries a minute. */
    static final String REPORTS = "reports";

    /** Reports with any filter, such as an event name: 250 queries a minute. */
    static final String REPORTS_FILTERED = "reports-filtered";

    /** IAM read requests: 6,000 a minute for a project; a tenth of it is left to us. */
    static final String IAM = "iam";

    /** The token endpoint; Google states no figure, and we need a handful an hour. */
    static final String TOKENS = "tokens";

    private static final Duration MINUTE = Duration.ofMinutes(1);

    static final List<RateLimit> ALL = List.of(
            new RateLimit(DIRECTORY, 2_400, MINUTE),
            new RateLimit(REPORTS, 2_400, MINUTE),
            new RateLimit(REPORTS_FILTERED, 250, MINUTE),
            new RateLimit(IAM, 600, MINUTE),
            new RateLimit(TOKENS, 120, MINUTE));

    private Limits() {}
}
