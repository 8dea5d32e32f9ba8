package io.grantkeeper.evidence.mapping;

import java.time.LocalDate;
import java.util.Objects;

/**
 * The day from which a control required by a law applies.
 *
 * @param from the first day on which the control applies
 * @param scope the cases to which the control applies from that day, in Grantkeeper's own words
 */
public record ControlEffectiveDate(LocalDate from, String scope) {
    public ControlEffectiveDate {
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(scope, "scope");
    }
}
