package io.grantkeeper.detection;

import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.ProviderStatus;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.StoredRecord;
import java.util.List;
import java.util.Optional;

/**
 * Reports an identity that gains access: a new identity, or a known one with a new grant. Access that the first
 * complete sweep finds is not reported.
 */
final class NewAccessRule implements DetectionRule {
    private final AccessInterpreter meaning;

    NewAccessRule(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    @Override
    public List<Finding> findings(RowChange change, DetectionContext context) {
        return switch (change) {
            case RowChange.OfGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after)
            when after.isLive()
                    && (before.isPresent() || !after.baseline())
                    && before.filter(known -> existedBefore(known, after.content()))
                            .isEmpty() -> List.of(appeared(before, after, context));
            case RowChange.OfGrant _, RowChange.OfCredential _, RowChange.OfIdentity _ -> List.of();
        };
    }

    /**
     * Returns whether the identity already had the grant before the change, so that the change is not reported as new
     * access. A requested grant does not count. A suspended grant that becomes active counts only if its subject is one
     * person: if a suspended person is reactivated, the rule does not report each of that person's apps.
     */
    private static boolean existedBefore(StoredRecord<Grant> known, Grant after) {
        return known.isLive()
                && switch (known.content().standing()) {
                    case ACTIVE, UNKNOWN -> true;
                    case REQUESTED -> false;
                    case SUSPENDED ->
                        after.standing() != ProviderStatus.ACTIVE || after.subject() instanceof GrantSubject.OnePerson;
                };
    }

    private Finding appeared(
            Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after, DetectionContext context) {
        Grant grant = after.content();
        AccessInterpreter.Risk risk = meaning.risk(context.identity(), grant, context.recognition());
        boolean newIdentity = before.isEmpty() && context.cameWithIdentity(after.firstSeen());
        boolean suspended = grant.standing() == ProviderStatus.SUSPENDED;
        boolean resumed = before.filter(StoredRecord::isLive)
                .filter(known -> known.content().standing() == ProviderStatus.SUSPENDED)
                .isPresent();
        String headline =
                switch (grant.standing()) {
                    case REQUESTED -> "was requested and is waiting for approval";
                    case SUSPENDED -> "exists, but is suspended or restricted and cannot use any access";
                    case ACTIVE, UNKNOWN ->
                        (newIdentity
                                        ? "is new, with access "
                                        : resumed ? "can again use its access " : "was granted access ")
                                + subjectClause(grant);
                };
        return FindingBuilder.finding(
                        context,
                        newIdentity ? FindingType.IDENTITY_APPEARED : FindingType.GRANT_APPEARED,
                        newIdentity ? "" : grant.key() + "/" + after.observedAt(),
                        suspended ? Severity.LOW : risk.severity(),
                        headline)
                .before(before.isPresent() ? List.of("no usable access") : List.of())
                .after(
                        suspended
                                ? List.of("no usable access")
                                : meaning.describe(context.identity().provider(), grant))
                .because(suspended ? List.of() : risk.reasons())
                .about(grant)
                .foundAt(after.observedAt())
                .build();
    }

    private static String subjectClause(Grant grant) {
        return switch (grant.subject()) {
            case GrantSubject.OnePerson _ -> "to one person's data";
            case GrantSubject.WholeTenant _ ->
                switch (grant.reach()) {
                    case ALL -> "across the whole organization";
                    case SELECTED -> "to selected resources";
                    case NONE, UNKNOWN -> "to the organization";
                };
        };
    }
}
