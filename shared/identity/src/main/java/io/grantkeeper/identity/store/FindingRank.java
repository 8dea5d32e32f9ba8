package io.grantkeeper.identity.store;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Orders findings that have the same key because several rows of one identity lead to them. The most severe one is
 * stored, regardless of the order in which the rows are handled.
 */
public final class FindingRank {
    /** The prefix of the lowest ranks. All other ranks start with a positive number. */
    private static final String LOWEST = "0/";

    private FindingRank() {}

    /**
     * Returns the rank, a text that sorts by severity first; among equally severe findings, the order is arbitrary but
     * always the same. A finding for which no grant was known has the lowest rank, regardless of its severity, because
     * it exists only because its row was handled before the grant was stored. The rank is empty if only one row leads
     * to a finding of this type.
     */
    public static Optional<String> of(Finding finding) {
        if (!finding.type().isFoundBySeveralRows()) {
            return Optional.empty();
        }
        String rank = "%d/%016x".formatted(weight(finding.severity()), ModelJson.hash(ModelJson.write(finding)));
        return Optional.of(finding.reasons().contains(Finding.ACCESS_NOT_STATED) ? LOWEST + rank : rank);
    }

    private static long weight(Severity severity) {
        return Stream.of(Severity.values()).filter(severity::atLeast).count();
    }
}
