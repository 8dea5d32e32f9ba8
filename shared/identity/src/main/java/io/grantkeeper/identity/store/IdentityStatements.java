package io.grantkeeper.identity.store;

import io.grantkeeper.identity.AccessEvent;
import io.grantkeeper.identity.AccessEvidenceKind;
import io.grantkeeper.identity.RowType;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.basis.Assumption;
import io.grantkeeper.identity.basis.Certainty;
import io.grantkeeper.identity.basis.StatementBasis;
import io.grantkeeper.identity.basis.StatementSource;
import io.grantkeeper.identity.basis.StatementTopic;
import io.grantkeeper.identity.finding.AiVerdict;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The basis of each statement about one identity. The statements themselves are in the identity's rows and in its
 * summary; this class derives their sources, freshness and certainty.
 */
public final class IdentityStatements {
    private final JoinedIdentityEvidence evidence;
    private final IdentityRecord rows;
    private final StreamFreshness freshness;

    private IdentityStatements(JoinedIdentityEvidence evidence, StreamFreshness freshness) {
        this.evidence = evidence;
        this.rows = evidence.dossier();
        this.freshness = freshness;
    }

    /**
     * Returns the statements about an identity.
     *
     * @param partitions all partitions of the identity's connection; if empty because their state is not known, a
     *     statement is only as fresh as the last change of its rows
     */
    public static IdentityStatements of(JoinedIdentityEvidence evidence, List<PartitionStatus> partitions) {
        return new IdentityStatements(evidence, new StreamFreshness(partitions));
    }

    /**
     * Returns the statements about an identity whose evidence is not combined yet, as {@link #of(JoinedIdentityEvidence, List)}
     * does for combined evidence.
     */
    public static IdentityStatements of(IdentityRecord identityRecord, List<PartitionStatus> partitions) {
        return of(JoinedIdentityEvidence.of(identityRecord, partitions), partitions);
    }

    /** Returns the basis of the statements on each topic. */
    public Map<StatementTopic, StatementBasis> all() {
        Map<StatementTopic, StatementBasis> all = new EnumMap<>(StatementTopic.class);
        for (StatementTopic topic : StatementTopic.values()) {
            all.put(topic, basis(topic));
        }
        return all;
    }

    /** Returns the basis of the statements on one topic. */
    public StatementBasis basis(StatementTopic topic) {
        Optional<IdentitySummary> summary = rows.summary();
        return switch (topic) {
            case IDENTITY -> StatementBasis.of(Certainty.OBSERVED, List.of(identity()));
            case PUBLISHER -> reported(rows.identity().content().publisher().isKnown(), List.of(identity()));
            case CREATED -> reported(rows.identity().content().created().isKnown(), List.of(identity()));
            case STATUS -> StatementBasis.of(Certainty.OBSERVED, everything());
            case CAPABILITIES -> capabilities(Certainty.OBSERVED);
            case RISK ->
                summary.map(IdentitySummary::severity).orElse(Severity.UNKNOWN) == Severity.UNKNOWN
                        ? StatementBasis.unknown()
                        : capabilities(Certainty.INFERRED);
            case AI ->
                reported(summary.map(IdentitySummary::ai).orElse(AiVerdict.UNKNOWN) != AiVerdict.UNKNOWN, ai())
                        .assuming(assumptions(topic));
            case OWNER ->
                reported(summary.flatMap(IdentitySummary::owner).isPresent(), ownerSources())
                        .assuming(assumptions(topic));
            case LAST_USED -> lastUsed();
            case USAGE ->
                summary.flatMap(IdentitySummary::use)
                        .filter(review -> review.days() > 0)
                        .map(review -> StatementBasis.of(Certainty.REPORTED, usage())
                                .assuming(
                                        review.surplus().isEmpty() ? List.of() : List.of(Assumption.ALL_USE_REPORTED)))
                        .orElseGet(StatementBasis::unknown);
            case NEXT_EXPIRY ->
                reported(
                        summary.map(IdentitySummary::nextExpiry)
                                .orElseGet(Timestamp::unknown)
                                .isKnown(),
                        access());
        };
    }

    private static StatementBasis reported(boolean known, List<StatementSource> sources) {
        return known ? StatementBasis.of(Certainty.REPORTED, sources) : StatementBasis.unknown();
    }

    private StatementBasis capabilities(Certainty certainty) {
        List<StatementSource> grants = grants();
        boolean nothingLeft = rows.summary()
                .filter(summary -> summary.status() == IdentityStatus.GONE)
                .isPresent();
        return StatementBasis.of(certainty, grants.isEmpty() && nothingLeft ? everything() : grants)
                .assuming(assumptions(StatementTopic.CAPABILITIES));
    }

    private List<Assumption> assumptions(StatementTopic topic) {
        return rows.summary().map(summary -> summary.assumptionsOn(topic)).orElse(List.of());
    }

    private StatementBasis lastUsed() {
        SourcedTimestamp last = evidence.lastUse();
        Optional<AccessEvidenceKind> kind = last.source();
        if (kind.isEmpty()) {
            return StatementBasis.unknown();
        }
        return StatementBasis.of(
                Certainty.REPORTED,
                switch (kind.get()) {
                    case USAGE -> usage();
                    case EVENT, INVENTORY, OPERATOR, REQUEST -> access();
                });
    }

    private List<StatementSource> ai() {
        List<StatementSource> sources = new ArrayList<>(List.of(identity()));
        sources.addAll(grants());
        return sources;
    }

    private List<StatementSource> ownerSources() {
        List<StatementSource> sources = new ArrayList<>(List.of(identity()));
        sources.addAll(grants());
        if (rows.events().stream().map(AccessEvent::actor).anyMatch(actor -> actor.isKnown())) {
            sources.add(StatementSource.ofRow(RowType.EVENT, Optional.empty(), evidence.logsReadUpTo()));
        }
        return sources;
    }

    private List<StatementSource> usage() {
        return rows.usage().isEmpty()
                ? List.of()
                : List.of(StatementSource.ofRow(RowType.USAGE, Optional.empty(), evidence.logsReadUpTo()));
    }

    private List<StatementSource> everything() {
        List<StatementSource> sources = new ArrayList<>(List.of(identity()));
        sources.addAll(access());
        return sources;
    }

    private List<StatementSource> access() {
        List<StatementSource> sources = new ArrayList<>(grants());
        rows.credentials().stream()
                .filter(StoredRecord::isLive)
                .map(row -> source(row, RowType.CREDENTIAL))
                .forEach(sources::add);
        return sources;
    }

    private List<StatementSource> grants() {
        return rows.grants().stream()
                .filter(StoredRecord::isLive)
                .map(row -> source(row, RowType.GRANT))
                .toList();
    }

    private StatementSource identity() {
        return source(rows.identity(), RowType.IDENTITY);
    }

    /**
     * Returns the source of statements that a row supports. A live row is as fresh as the last complete read of its
     * stream, because that read would have found its removal. A removed row is as fresh as its removal.
     */
    private StatementSource source(StoredRecord<?> row, RowType type) {
        Instant stored = row.removedAt().orElse(row.observedAt());
        Instant asOf = row.isLive()
                ? row.stream()
                        .flatMap(freshness::lastFullRead)
                        .filter(read -> read.isAfter(stored))
                        .orElse(stored)
                : stored;
        return StatementSource.ofRow(type, row.stream(), Optional.of(asOf));
    }
}
