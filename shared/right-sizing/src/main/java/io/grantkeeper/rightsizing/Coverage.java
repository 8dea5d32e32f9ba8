package io.grantkeeper.rightsizing;

import java.util.List;
import java.util.OptionalInt;

/**
 * How much of an app's use could be seen.
 *
 * @param days full days of use that the calls were taken from; empty where that is not known
 * @param notVisible what the log could not show, in the caller's words, for instance "delegated calls"
 */
public record Coverage(OptionalInt days, List<String> notVisible) {
    public Coverage {
        notVisible = List.copyOf(notVisible);
    }

    public static Coverage unknown() {
        return new Coverage(OptionalInt.empty(), List.of());
    }

    public static Coverage ofDays(int days) {
        return new Coverage(OptionalInt.of(days), List.of());
    }
}
