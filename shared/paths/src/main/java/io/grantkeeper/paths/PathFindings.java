package io.grantkeeper.paths;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.json.ModelJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Creates a finding about one identity from the paths that a change opened. */
public final class PathFindings {
    /**
     * The basis of a statement about a path. Its rows were read at different times, so the basis does not state a time.
     */
    private static final StatementBasis BASIS = new StatementBasis(
            Certainty.INFERRED,
            List.of(new StatementSource(
                    AccessEvidenceKind.INVENTORY, Optional.of(RowType.GRANT), Optional.empty(), Optional.empty())),
            List.of(
                    "The path follows from what the permissions, roles and owners on it allow; Grantkeeper has not tried the path."));

    private static final String KEY = "path-opened/";

    /** The maximum number of exposed identities that a finding names. */
    private static final int NAMED = 5;

    private PathFindings() {}

    /**
     * Creates the finding.
     *
     * @param about the identity that changed or, if a person changed, the first identity that the change exposes
     * @param change the change as a sentence
     * @param changedAt when the change was observed; distinguishes the change from the same change at another time
     * @param cause the row that changed
     * @param names the display names of identities
     * @param by the person who caused the change, if known
     */
    public static Finding of(
            OpenedPaths opening,
            IdentityId about,
            String change,
            String cause,
            Instant changedAt,
            Map<String, String> names,
            KnownOrUnknown<PersonId> by,
            Instant now) {
        List<String> others = opening.sources().stream()
                .filter(source -> !source.equals(about.toString()))
                .toList();
        boolean itself = others.size() < opening.sources().size();
        List<String> reasons = new ArrayList<>();
        reasons.add(change);
        if (!others.isEmpty()) {
            int more = others.size() - NAMED;
            reasons.add("%s %s: %s%s."
                    .formatted(
                            itself ? "It also opens the way for" : "It opens the way for",
                            others.size() == 1 ? "another identity" : others.size() + " other identities",
                            String.join(
                                    ", ",
                                    others.stream()
                                            .limit(NAMED)
                                            .map(id -> names.getOrDefault(id, id))
                                            .toList()),
                            more > 0 ? " and " + more + " more" : ""));
        }
        String cut = String.join(", and ", opening.cut());
        reasons.add(
                opening.cut().isEmpty()
                        ? "Grantkeeper found no set of %d or fewer grants whose revocation closes the path: change an owner or a role."
                                .formatted(PathChanges.CUT)
                        : "To close the path, revoke %s.".formatted(cut));
        reasons.add("Not collected, so not part of the path: %s."
                .formatted(String.join("; ", PathTenantConverter.notCollected())));
        List<String> steps = new ArrayList<>();
        for (PathStep step : opening.steps()) {
            steps.add("%d. %s".formatted(steps.size() + 1, step.sentence()));
        }
        return new Finding(
                key(opening.zone(), cause, changedAt),
                about,
                FindingType.PATH_OPENED,
                opening.zone().equals(PathChanges.TIER_ZERO) ? Severity.CRITICAL : Severity.HIGH,
                FindingStatus.OPEN,
                headline(opening, itself, others.size()),
                List.of(),
                steps,
                reasons,
                opening.cut().isEmpty()
                        ? "Remove one of the steps, or confirm that the path is intended."
                        : "Revoke %s, or confirm that the path is intended.".formatted(cut),
                by,
                List.of(),
                now,
                Optional.empty(),
                Optional.empty(),
                Optional.of(BASIS));
    }

    private static String key(String zone, String cause, Instant changedAt) {
        return "%s%s/%016x".formatted(KEY, zone, ModelJson.hash(cause + " " + changedAt));
    }

    private static String headline(OpenedPaths opening, boolean itself, int others) {
        String zone = zone(opening.zone());
        int steps = opening.steps().size();
        if (!itself) {
            return "lets %s get control of %s"
                    .formatted(others == 1 ? "another identity" : others + " other identities", zone);
        }
        String own = "can now get control of %s in %s".formatted(zone, steps == 1 ? "one step" : steps + " steps");
        return others == 0
                ? own
                : own + ", and so can %s".formatted(others == 1 ? "another identity" : others + " other identities");
    }

    /** Returns the words that name a zone in a sentence. */
    public static String zone(String name) {
        return name.equals(PathChanges.TIER_ZERO) ? "a whole provider (tier zero)" : "the zone " + name;
    }

    /**
     * Describes how an identity changed, as a sentence.
     *
     * @param names the display names of accounts
     */
    public static String change(
            Optional<PathIdentity> before, Optional<PathIdentity> after, Map<String, String> names) {
        if (after.isEmpty()) {
            return before.map(one -> "The access of %s ended.".formatted(one.name()))
                    .orElse("The access changed.");
        }
        PathIdentity now = after.get();
        SortedSet<String> received = permissions(now);
        TreeSet<String> owners = new TreeSet<>(now.owners());
        TreeSet<String> named = new TreeSet<>();
        before.ifPresent(one -> {
            received.removeAll(permissions(one));
            owners.removeAll(one.owners());
        });
        if (!received.isEmpty()) {
            return "%s received %s.".formatted(now.name(), String.join(", ", received));
        }
        if (!owners.isEmpty()) {
            owners.forEach(owner -> named.add(names.getOrDefault(owner, owner)));
            return "%s %s of %s."
                    .formatted(
                            String.join(", ", named),
                            owners.size() == 1 ? "became an owner" : "became owners",
                            now.name());
        }
        return "The access of %s reaches further than before.".formatted(now.name());
    }

    /** Describes that a row about an account no longer counts, as a sentence. */
    public static String ended(PersonId row) {
        return row.isOfAssignment() ? "An assignment to an app ended." : "An account can no longer be used.";
    }

    private static SortedSet<String> permissions(PathIdentity identity) {
        SortedSet<String> permissions = new TreeSet<>();
        identity.grants().forEach(grant -> permissions.addAll(grant.permissions()));
        return permissions;
    }

    /**
     * Describes how an account changed, as a sentence.
     *
     * @param names the display names of accounts and apps
     */
    public static String change(Optional<PathAccount> before, PathAccount after, Map<String, String> names) {
        TreeSet<String> roles = new TreeSet<>(after.roles());
        before.ifPresent(one -> roles.removeAll(one.roles()));
        String name = names.getOrDefault(after.about(), after.name());
        if (!after.assigned().isEmpty()) {
            return "%s was assigned to %s."
                    .formatted(
                            name,
                            after.assigned().stream()
                                    .map(app -> names.getOrDefault(app, app))
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
        }
        return roles.isEmpty()
                ? "The account of %s can be used.".formatted(name)
                : "%s received the role %s.".formatted(name, String.join(", ", roles));
    }
}
