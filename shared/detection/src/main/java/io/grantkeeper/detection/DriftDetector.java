package io.grantkeeper.detection;

import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.CredentialType;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.OwnerRole;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.ApprovedScope;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.ApprovableAccess;
import io.grantkeeper.identity.store.IdentityRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Compares an identity with its approval of record. Expansion compares an identity with its last observation; drift
 * compares it with what a person approved. Attributes that are unknown on either side are not compared.
 */
final class DriftDetector {
    /** The time allowed for carrying out a refusal before the remaining access is reported. */
    private static final Duration REFUSAL_CARRIED_OUT = Duration.ofDays(1);

    private final AccessInterpreter meaning;
    private final AccessDriftRule accessRule;
    private final UseDriftRule useRule;

    DriftDetector(AccessInterpreter meaning) {
        this.meaning = meaning;
        this.accessRule = new AccessDriftRule(meaning);
        this.useRule = new UseDriftRule(meaning);
    }

    /**
     * Returns an identity's drift from the approval that covers it. The result does not depend on the order or
     * repetition of rows.
     *
     * @param names returns the name to display for a person
     */
    List<ApprovalDrift> drift(
            IdentityRecord identityRecord, ApprovalOfRecord approval, Function<PersonId, String> names, Instant now) {
        boolean hasAccess = !ApprovableAccess.grants(identityRecord).isEmpty()
                || !ApprovableAccess.credentials(identityRecord).isEmpty();
        if (!hasAccess) {
            return List.of();
        }
        if (approval.current().state() == ApprovalState.REFUSED) {
            return refused(identityRecord, approval, now);
        }
        if (!approval.current().state().permits()) {
            return List.of();
        }
        if (approval.current().hasEnded(now)) {
            return List.of(ended(identityRecord, approval));
        }
        if (approval.scope().isEmpty()) {
            return List.of();
        }
        ApprovedScope scope = approval.scope().get();
        List<ApprovalDrift> drift = new ArrayList<>(accessRule.drift(identityRecord, scope));
        people(identityRecord, scope, names).ifPresent(drift::add);
        drift.addAll(useRule.drift(identityRecord, scope, approval.current().at(), names));
        publisher(identityRecord, scope).ifPresent(drift::add);
        if (approval.subject() instanceof ApprovalSubject.OneIdentity) {
            owner(identityRecord, scope, names).ifPresent(drift::add);
        }
        credentials(identityRecord, scope).ifPresent(drift::add);
        return List.copyOf(drift);
    }

    /** Reports a refusal that nobody has carried out within {@link #REFUSAL_CARRIED_OUT}. */
    private static List<ApprovalDrift> refused(IdentityRecord identityRecord, ApprovalOfRecord approval, Instant now) {
        if (now.isBefore(approval.current().at().plus(REFUSAL_CARRIED_OUT))) {
            return List.of();
        }
        List<String> abilities =
                identityRecord.summary().map(IdentitySummary::reaches).orElse(List.of());
        String day = DriftText.day(approval.current().at());
        return List.of(new ApprovalDrift(
                DriftKind.REFUSED,
                Severity.max(Severity.HIGH, severity(identityRecord)),
                "still has access, but was refused on " + day,
                List.of("nothing since " + day),
                abilities.isEmpty() ? List.of("access that was refused") : abilities,
                List.of(day)));
    }

    private static ApprovalDrift ended(IdentityRecord identityRecord, ApprovalOfRecord approval) {
        String end = DriftText.day(approval.current().until().orElseThrow());
        List<String> abilities =
                identityRecord.summary().map(IdentitySummary::reaches).orElse(List.of());
        String verb =
                switch (approval.current().state()) {
                    case TOLERATED -> "tolerated";
                    case NEW, UNDER_REVIEW, APPROVED, REFUSED, FIRST_PARTY, RETIRED -> "approved";
                };
        return new ApprovalDrift(
                DriftKind.ENDED,
                Severity.max(Severity.MEDIUM, severity(identityRecord)),
                "still has access, but was %s only until %s".formatted(verb, end),
                List.of("access until " + end),
                abilities.isEmpty() ? List.of("access without a new decision") : abilities,
                List.of(end));
    }

    private static Optional<ApprovalDrift> people(
            IdentityRecord identityRecord, ApprovedScope scope, Function<PersonId, String> names) {
        if (scope.anyone()) {
            return Optional.empty();
        }
        SortedSet<PersonId> others = new TreeSet<>(ApprovableAccess.people(identityRecord));
        others.removeAll(scope.people());
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String more = DriftText.people(others, names);
        String approved =
                scope.people().isEmpty() ? "nobody's data" : "the data of " + DriftText.people(scope.people(), names);
        return Optional.of(new ApprovalDrift(
                DriftKind.PEOPLE,
                severity(identityRecord).atLeast(Severity.HIGH) ? Severity.MEDIUM : Severity.LOW,
                "can use the data of %s, but was approved only for %s".formatted(more, approved),
                List.of(approved),
                List.of("the data of " + more),
                others.stream().map(PersonId::toString).toList()));
    }

    private Optional<ApprovalDrift> publisher(IdentityRecord identityRecord, ApprovedScope scope) {
        NonHumanIdentity identity = identityRecord.identity().content();
        Optional<String> current = identity.publisher().toOptional();
        if (current.isEmpty()
                || scope.publishers().isEmpty()
                || scope.publishers().stream()
                        .anyMatch(approved -> meaning.isSamePublisher(identity.provider(), approved, current.get()))) {
            return Optional.empty();
        }
        String approved = DriftText.list(quoted(scope.publishers()));
        return Optional.of(new ApprovalDrift(
                DriftKind.PUBLISHER,
                Severity.max(Severity.HIGH, severity(identityRecord)),
                "is published by \"%s\", but was approved as an app of %s".formatted(current.get(), approved),
                List.of("publisher " + approved),
                List.of("publisher \"%s\"".formatted(current.get())),
                List.of(current.get())));
    }

    private static Optional<ApprovalDrift> owner(
            IdentityRecord identityRecord, ApprovedScope scope, Function<PersonId, String> names) {
        Optional<PersonId> current = identityRecord.summary().flatMap(IdentitySummary::owner);
        if (current.isEmpty()
                || scope.owners().isEmpty()
                || scope.owners().contains(current.get())
                || !replacesOwners(identityRecord, scope, current.get())) {
            return Optional.empty();
        }
        String approved = DriftText.people(scope.owners(), names);
        String now = names.apply(current.get());
        return Optional.of(new ApprovalDrift(
                DriftKind.OWNER,
                Severity.MEDIUM,
                "now belongs to %s, but was approved when it belonged to %s".formatted(now, approved),
                List.of("owner " + approved),
                List.of("owner " + now),
                List.of(current.get().toString())));
    }

    /**
     * Returns whether the current owner has replaced the approved owners: the provider names the current owner, or no
     * approved owner is a candidate anymore. Otherwise, only the order of the candidates has changed, for example
     * because of their use of the app.
     */
    private static boolean replacesOwners(IdentityRecord identityRecord, ApprovedScope scope, PersonId current) {
        boolean named = identityRecord.identity().content().ownerClues().stream()
                .anyMatch(clue -> clue.person().equals(current) && clue.role() == OwnerRole.DECLARED_OWNER);
        boolean remains = identityRecord.summary().stream()
                .flatMap(summary -> summary.owners().stream())
                .anyMatch(candidate -> scope.owners().contains(candidate.person()));
        return named || !remains;
    }

    private static Optional<ApprovalDrift> credentials(IdentityRecord identityRecord, ApprovedScope scope) {
        SortedSet<CredentialType> others = new TreeSet<>();
        ApprovableAccess.credentials(identityRecord).stream()
                .map(Credential::type)
                .filter(type ->
                        type != CredentialType.UNKNOWN && !scope.credentials().contains(type))
                .forEach(type -> others.add(type));
        if (others.isEmpty()) {
            return Optional.empty();
        }
        String current = DriftText.list(others.stream().map(DriftDetector::name).toList());
        String approved = scope.credentials().isEmpty()
                ? "without a credential"
                : "with "
                        + DriftText.list(scope.credentials().stream()
                                .map(DriftDetector::name)
                                .toList());
        return Optional.of(new ApprovalDrift(
                DriftKind.CREDENTIAL,
                Severity.max(Severity.MEDIUM, severity(identityRecord)),
                "can sign in with %s, but was approved %s".formatted(current, approved),
                List.of("sign in " + approved),
                List.of("sign in with " + current),
                others.stream().map(CredentialType::name).toList()));
    }

    private static String name(CredentialType type) {
        return switch (type) {
            case SSH_KEY -> "an SSH key";
            case FEDERATED -> "a federated credential";
            case UNKNOWN -> "a credential of an unknown type";
            case SECRET, CERTIFICATE, TOKEN, PASSWORD -> "a " + type.name().toLowerCase(Locale.ROOT);
        };
    }

    private static Severity severity(IdentityRecord identityRecord) {
        return identityRecord.summary().map(IdentitySummary::severity).orElse(Severity.UNKNOWN);
    }

    private static List<String> quoted(Collection<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").toList();
    }
}
