package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import java.util.Comparator;

/** Gravest first, then the one that was found first; in memory and in an index's sort key alike. */
final class FindingOrder {
    static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(FindingOrder::sortKey);

    private FindingOrder() {}

    static String sortKey(Finding finding) {
        return Keys.sk(String.join(
                "#",
                Integer.toString(rank(finding.severity())),
                Attributes.sortable(finding.foundAt()),
                finding.identity().toString(),
                finding.key()));
    }

    private static int rank(Severity severity) {
        return switch (severity) {
            case CRITICAL -> 0;
            case HIGH -> 1;
            case MEDIUM -> 2;
            case LOW -> 3;
            case UNKNOWN -> 4;
        };
    }
}
