package io.grantkeeper.aws.dynamodb;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.Severity;
import java.util.Comparator;

/**
 * Orders findings by severity, most severe first, then by time, oldest first. The order is the same in memory and in
 * the sort key of an index.
 */
final class FindingOrder {
    static final Comparator<Finding> MOST_SEVERE_FIRST = Comparator.comparing(FindingOrder::sortKey);

    private FindingOrder() {}

    static String sortKey(Finding finding) {
        return TableKeys.sk(String.join(
                "#",
                Integer.toString(rank(finding.severity())),
                TableAttributes.sortable(finding.foundAt()),
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
