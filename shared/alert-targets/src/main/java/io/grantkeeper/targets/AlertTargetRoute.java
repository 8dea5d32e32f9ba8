package io.grantkeeper.targets;

import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import java.util.Locale;
import java.util.Set;

/**
 * A target and the findings that it receives.
 *
 * @param least the lowest severity that the target receives
 * @param types the types that the target receives; empty for all
 */
public record AlertTargetRoute(AlertTarget target, Severity least, Set<FindingType> types) {
    public AlertTargetRoute {
        types = Set.copyOf(types);
    }

    /**
     * Returns whether the target receives a finding. Findings about a person's last day are never sent, because many
     * people read tickets.
     */
    boolean receives(Finding finding) {
        return finding.type() != FindingType.OWNER_LEAVING
                && finding.severity().atLeast(least)
                && (types.isEmpty() || types.contains(finding.type()));
    }

    /** Returns the code of a type, for example {@code shadow-ai}. */
    public static String code(FindingType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
