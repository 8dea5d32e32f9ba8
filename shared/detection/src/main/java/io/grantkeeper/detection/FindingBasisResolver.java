package io.grantkeeper.detection;

import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.UsageHistory;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StoredRecord;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Determines the basis of each finding, so that the rules do not have to. */
final class FindingBasisResolver {
    private final AccessInterpreter meaning;

    FindingBasisResolver(AccessInterpreter meaning) {
        this.meaning = meaning;
    }

    /** Returns the basis of a finding that a rule derived from a change. */
    StatementBasis of(Finding finding, RowChange change, DetectionContext context) {
        SortedSet<Assumption> assumptions = new TreeSet<>();
        if (finding.type() == FindingType.SHADOW_AI) {
            assumptions.addAll(AccessInterpreter.assumptions(context.identity(), context.recognition()));
        }
        return switch (change) {
            case RowChange.OfGrant(var _, StoredRecord<Grant> after) -> {
                if (statesCapabilities(finding)) {
                    assumptions.addAll(meaning.assumptions(context.identity().provider(), after.content()));
                }
                yield observed(after, RowType.GRANT).assuming(assumptions);
            }
            case RowChange.OfCredential(var _, var after) ->
                observed(after, RowType.CREDENTIAL).assuming(assumptions);
            case RowChange.OfIdentity(var _, var after) ->
                observed(after, RowType.IDENTITY).assuming(assumptions);
        };
    }

    /** Returns whether a finding states what a grant allows, in which case it depends on the meaning of permissions. */
    private static boolean statesCapabilities(Finding finding) {
        return !finding.before().isEmpty() || !finding.after().isEmpty();
    }

    /**
     * Returns the basis of a finding about a time-dependent condition.
     *
     * @param row the type of the rows that show the condition
     */
    static StatementBasis ofCondition(FindingType type, RowType row, IdentitySummary summary) {
        StatementSource rows = new StatementSource(
                AccessEvidenceKind.INVENTORY, Optional.of(row), Optional.empty(), Optional.of(summary.changedAt()));
        StatementBasis stated = StatementBasis.of(Certainty.REPORTED, List.of(rows));
        return type == FindingType.FELL_SILENT ? stated.assuming(List.of(Assumption.ALL_USE_REPORTED)) : stated;
    }

    /** Returns the basis of a finding about access that the recorded usage did not need. */
    static StatementBasis ofUsage(IdentityRecord identityRecord) {
        Optional<Instant> last =
                identityRecord.usage().stream().map(UsageHistory::lastAt).max(Comparator.naturalOrder());
        return StatementBasis.of(
                        Certainty.REPORTED, List.of(StatementSource.ofRow(RowType.USAGE, Optional.empty(), last)))
                .assuming(List.of(Assumption.ALL_USE_REPORTED));
    }

    /** Returns the basis of a finding about a leaver: the person's row, and how the owner was determined. */
    static StatementBasis ofLeaver(IdentitySummary identity, StoredRecord<Person> leaver, boolean owned) {
        return observed(leaver, RowType.PERSON)
                .assuming(owned ? identity.assumptionsOn(StatementTopic.OWNER) : List.of());
    }

    /** Returns the basis of a finding about an owner's last day, which the company itself states. */
    static StatementBasis ofLastDay(IdentitySummary identity, Instant now) {
        return StatementBasis.of(Certainty.REPORTED, List.of(StatementSource.ofOperator(now)))
                .assuming(identity.assumptionsOn(StatementTopic.OWNER));
    }

    private static StatementBasis observed(StoredRecord<?> row, RowType type) {
        return StatementBasis.of(Certainty.OBSERVED, List.of(row.source(type)));
    }
}
