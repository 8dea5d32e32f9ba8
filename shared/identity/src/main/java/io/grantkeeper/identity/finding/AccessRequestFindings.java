package io.grantkeeper.identity.finding;

import java.util.Optional;

/** The keys of findings about access requests. Each key contains the request's id. */
public final class AccessRequestFindings {
    private static final String PREFIX = "access-requested/";

    private AccessRequestFindings() {}

    public static String key(String request) {
        return PREFIX + request;
    }

    /** Returns the id of the access request; empty if the finding is about something else. */
    public static Optional<String> requestId(Finding finding) {
        return finding.type() == FindingType.ACCESS_REQUESTED && finding.key().startsWith(PREFIX)
                ? Optional.of(finding.key().substring(PREFIX.length()))
                : Optional.empty();
    }
}
