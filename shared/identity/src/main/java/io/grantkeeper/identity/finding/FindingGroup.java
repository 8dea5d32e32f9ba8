package io.grantkeeper.identity.finding;

import io.grantkeeper.identity.PersonId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Findings about one subject: one person's use of one product, one person who left, one arrival, or one identity's
 * credentials. Findings with the same statement about the same identity are one group too.
 *
 * @param key a stable key
 * @param parts the findings, the one that states most first
 */
public record FindingGroup(String key, List<Finding> parts) {
    public FindingGroup {
        parts = List.copyOf(parts);
    }

    /** Returns the finding that represents the group. */
    public Finding main() {
        return parts.getFirst();
    }

    /**
     * Groups findings, in the order of each group's first finding.
     *
     * @param product returns the product of a finding's identity, if recognized
     */
    public static List<FindingGroup> of(List<Finding> findings, Function<Finding, Optional<String>> product) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        findings.forEach(
                finding -> groups.computeIfAbsent(keyOf(finding, product.apply(finding)), _ -> new ArrayList<>())
                        .add(finding));
        return groups.entrySet().stream()
                .map(group -> new FindingGroup(
                        group.getKey(),
                        group.getValue().stream()
                                .sorted(Comparator.comparing(Finding::severity)
                                        .reversed()
                                        .thenComparing(finding -> isArrival(finding.type()))
                                        .thenComparing(Finding::foundAt))
                                .toList()))
                .toList();
    }

    /** Returns the key of the group that a finding belongs to. */
    public static String keyOf(Finding finding, Optional<String> product) {
        String identity = finding.identity().toString();
        return switch (finding.type()) {
            case OWNER_LEFT ->
                finding.affected().isEmpty()
                        ? "leaver/" + identity
                        : "leaver/" + finding.affected().getFirst();
            case SHADOW_AI, IDENTITY_APPEARED, GRANT_APPEARED ->
                product.map(name -> "use/%s/%s".formatted(name, person(finding)))
                        .orElse("arrival/" + identity);
            case CREDENTIAL_ADDED, LIFETIME_EXTENDED, EXPIRING, ROTATION_DUE, DUPLICATE_CREDENTIAL, OWNERLESS ->
                "credentials/" + identity;
            case SCOPES_EXPANDED,
                    REACH_EXPANDED,
                    GRANT_VANISHED,
                    FELL_SILENT,
                    OVER_PRIVILEGED,
                    ACCESS_REQUESTED,
                    UNREVIEWED,
                    DRIFTED,
                    PATH_OPENED,
                    UNUSUAL_ACTIVITY -> "%s/%s/%s".formatted(finding.type(), identity, finding.headline());
        };
    }

    /** Returns whether a finding states only that something appeared, which others of its group state with more. */
    private static boolean isArrival(FindingType type) {
        return type == FindingType.IDENTITY_APPEARED || type == FindingType.GRANT_APPEARED;
    }

    private static String person(Finding finding) {
        return finding.cause()
                .toOptional()
                .or(() -> finding.affected().stream().findFirst())
                .map(PersonId::toString)
                .orElse("company");
    }
}
