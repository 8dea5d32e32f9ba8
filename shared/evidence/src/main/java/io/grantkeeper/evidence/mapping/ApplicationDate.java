package io.grantkeeper.evidence.mapping;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The day from which a control of a law applies.
 *
 * @param from the first day on which the control applies
 * @param scope what the control applies to from that day, in Grantkeeper's own words
 */
public record ApplicationDate(LocalDate from, String scope) {
    public ApplicationDate {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(scope, "scope");
    }
}
