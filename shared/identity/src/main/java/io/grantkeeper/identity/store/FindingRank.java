package io.grantkeeper.identity.store;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Orders findings that have the same key because several rows of one identity lead to them: the most severe one is
 * stored, whatever the order in which the rows are handled.
 */
public final class FindingRank {
    private FindingRank() {}

    /**
     * Returns the rank, a text that sorts by severity first; among equally severe findings the order is arbitrary but
     * always the same. The rank is empty if only one row leads to a finding of this type.
     */
    public static Optional<String> of(Finding finding) {
        return switch (finding.type()) {
            case SHADOW_AI, IDENTITY_APPEARED ->
                Optional.of("%d/%016x".formatted(weight(finding.severity()), ModelJson.hash(ModelJson.write(finding))));
            case GRANT_APPEARED,
                    SCOPES_EXPANDED,
                    REACH_EXPANDED,
                    CREDENTIAL_ADDED,
                    LIFETIME_EXTENDED,
                    EXPIRING,
                    OWNER_LEFT,
                    GRANT_VANISHED,
                    FELL_SILENT,
                    OVER_PRIVILEGED,
                    ACCESS_REQUESTED,
                    UNREVIEWED,
                    DRIFTED -> Optional.empty();
        };
    }

    private static long weight(Severity severity) {
        return Stream.of(Severity.values()).filter(severity::atLeast).count();
    }
}
