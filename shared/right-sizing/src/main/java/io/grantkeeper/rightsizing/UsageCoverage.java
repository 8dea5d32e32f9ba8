package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.OptionalInt;

/**
 * The extent to which an app's usage was observed.
 *
 * @param days the number of full days for which calls were observed; empty if unknown
 * @param notVisible what the log cannot show, in the caller's words, for example "delegated calls"
 */
public record UsageCoverage(OptionalInt days, List<String> notVisible) {
    public UsageCoverage {
        notVisible = List.copyOf(notVisible);
    }

    public static UsageCoverage unknown() {
        return new UsageCoverage(OptionalInt.empty(), List.of());
    }

    public static UsageCoverage ofDays(int days) {
        return new UsageCoverage(OptionalInt.of(days), List.of());
    }
}
