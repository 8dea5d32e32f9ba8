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
 * Findings about one subject: one product, one person who left, one arrival, one owner's old keys and passwords, or the
 * identities of a connection that nobody owns. Lists show one line for each group. A group adds nothing and hides
 * nothing: each part keeps its text, its evidence and its severity, and the most severe part represents the group.
 *
 * @param key a stable key
 * @param parts the findings, most severe first; among equally severe ones, those that state only that something
 *     appeared come last
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
     * The facts about a finding that are not part of its content.
     *
     * @param product the product of the finding's identity, if recognized
     * @param owner the identity's owner: the email address if known, because a person has several accounts
     * @param person the first affected person, in the same form
     */
    public record Context(Optional<String> product, Optional<String> owner, Optional<String> person) {}

    /**
     * Groups findings, in the order of each group's first finding.
     *
     * @param context returns the facts about a finding that are not part of its content
     */
    public static List<FindingGroup> of(List<Finding> findings, Function<Finding, Context> context) {
        Map<String, List<Finding>> groups = new LinkedHashMap<>();
        findings.forEach(
                finding -> groups.computeIfAbsent(keyOf(finding, context.apply(finding)), _ -> new ArrayList<>())
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
    public static String keyOf(Finding finding, Context context) {
        String identity = finding.identity().toString();
        return switch (finding.type()) {
            // A person who leaves loses access to many apps, and other access stays behind: one piece of news.
            case OWNER_LEFT, OWNER_LEAVING, GRANT_VANISHED ->
                person(finding, context).map(one -> "person/" + one).orElse("ended/" + identity);
            // Whether a product is used at all, and what it may do, is one decision for all people and connections.
            case SHADOW_AI, IDENTITY_APPEARED, GRANT_APPEARED, SCOPES_EXPANDED, REACH_EXPANDED, OVER_PRIVILEGED ->
                context.product().map(name -> "product/" + name).orElse("arrival/" + identity);
            case EXPIRING, ROTATION_DUE, DUPLICATE_CREDENTIAL ->
                context.owner().map(one -> "credentials-of/" + one).orElse("credentials/" + identity);
            case CREDENTIAL_ADDED, LIFETIME_EXTENDED -> "credentials/" + identity;
            case OWNERLESS -> "ownerless/" + finding.identity().connection();
            case FELL_SILENT, ACCESS_REQUESTED, UNREVIEWED, DRIFTED, PATH_OPENED, UNUSUAL_ACTIVITY ->
                "%s/%s/%s".formatted(finding.type(), identity, finding.headline());
        };
    }

    /**
     * Returns whether a finding states only that something appeared. Other findings of its group state this in more
     * detail.
     */
    private static boolean isArrival(FindingType type) {
        return type == FindingType.IDENTITY_APPEARED || type == FindingType.GRANT_APPEARED;
    }

    private static Optional<String> person(Finding finding, Context context) {
        return context.person().or(() -> finding.affected().stream().findFirst().map(PersonId::toString));
    }
}
