package io.grantkeeper.identity.finding;

import java.util.Optional;

/** How findings that tell of a request for access name the request: by their keys. */
public final class AccessRequested {
    private static final String PREFIX = "access-requested/";

    private AccessRequested() {}

    public static String key(String request) {
        return PREFIX + request;
    }

    /** The request's id; empty where a finding is about something else. */
    public static Optional<String> requestOf(Finding finding) {
        return finding.type() == FindingType.ACCESS_REQUESTED && finding.key().startsWith(PREFIX)
                ? Optional.of(finding.key().substring(PREFIX.length()))
                : Optional.empty();
    }
}
