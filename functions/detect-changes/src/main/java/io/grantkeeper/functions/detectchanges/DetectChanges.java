package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.ApprovalDrift;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.LifecycleFindingChanges;
import io.grantkeeper.detection.RowChange;
import io.grantkeeper.detection.UsageAssessment;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.approval.DriftKind;
import io.grantkeeper.identity.finding.ApprovalReview;
import io.grantkeeper.identity.finding.CombinedAccessStatus;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.FindingRank;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Derives findings, alert work and summaries from changed rows. The order of the writes is ledger, findings, alert
 * work, summary. If a run is interrupted, the redelivered batch repeats the writes with the same keys until the summary
 * is saved.
 */
final class DetectChanges {
    private static final int PAGE = 100;
    private static final int RACES = 5;

    private final AccessStore access;
    private final IdentityAliasStore aliases;
    private final InventoryChangeRecorder ledger;
    private final FindingStore findings;
    private final ApprovalOfRecordStore approvals;
    private final WorkQueue<AlertWork> alerts;
    private final Detector detector;
    private final Duration grouping;
    private final Clock clock;
    private final DetectPaths paths;
    private final DetectLeavingOwners lastDays;
    private final DetectLeavers leavers;

    /**
     * Creates the use case.
     *
     * @param pathFacts stores the facts from which paths are derived
     * @param settings the zones and trusts that the operator has defined
     * @param handOver when to hand over the identities of a person whose last day is known
     * @param grouping how long an alert waits for more findings about the same identity
     */
    DetectChanges(
            AccessStore access,
            IdentityAliasStore aliases,
            InventoryChangeRecorder ledger,
            FindingStore findings,
            ApprovalOfRecordStore approvals,
            WorkQueue<AlertWork> alerts,
            Detector detector,
            Duration grouping,
            PathFactStore pathFacts,
            PathSettings settings,
            DetectLeavingOwners.HandOver handOver,
            Clock clock) {
        this.access = access;
        this.aliases = aliases;
        this.ledger = ledger;
        this.findings = findings;
        this.approvals = approvals;
        this.alerts = alerts;
        this.detector = detector;
        this.grouping = grouping;
        this.clock = clock;
        this.lastDays = new DetectLeavingOwners(access, findings, detector, handOver);
        this.leavers = new DetectLeavers(access, findings, detector, leaverReports(), clock);
        this.paths = new DetectPaths(pathFacts, access, PathRules.standard(), settings, reports(), clock);
    }

    private DetectLeavers.Reports leaverReports() {
        return (tenant, identity, changes) -> {
            close(tenant, identity.id(), changes.ended());
            openFindings(tenant, identity.id(), changes.toOpen(), Optional.of(identity));
        };
    }

    private DetectPaths.Reports reports() {
        return new DetectPaths.Reports() {
            @Override
            public void open(TenantId tenant, IdentityId identity, List<Finding> found) {
                openFindings(
                        tenant,
                        identity,
                        found,
                        access.outline(tenant, identity).flatMap(IdentityRecord::summary));
            }

            @Override
            public void close(TenantId tenant, IdentityId identity, String key) {
                findings.close(tenant, identity, key, clock.instant());
            }

            @Override
            public void expose(TenantId tenant, IdentityId identity, SortedSet<String> zones) {
                saveZones(tenant, identity, zones);
            }
        };
    }

    /**
     * Saves, in an identity's summary, the zones that the identity reaches. The summary's severity takes them into
     * account.
     */
    private void saveZones(TenantId tenant, IdentityId identity, SortedSet<String> zones) {
        for (int race = 0; race < RACES; race++) {
            Optional<IdentityRecord> stored = access.identityRecord(tenant, identity);
            Optional<IdentitySummary> known = stored.flatMap(IdentityRecord::summary);
            if (known.isEmpty() || known.get().zones().orElseGet(TreeSet::new).equals(zones)) {
                return;
            }
            IdentityRecord rows = stored.get();
            IdentityRecord exposed = rows.withSummary(known.get().withZones(zones));
            IdentitySummary summary = detector.summary(exposed, clock.instant());
            Optional<PersonId> owner = known.get().owner();
            // The rows may show a new owner whose event is not handled yet. The handler of that event then finds
            // nothing to change in the summary, so the owner is reviewed here. The owner may also leave before the
            // summary is saved, and a review of the owner would not find the summary yet, so the review is repeated.
            Runnable review = summary.owner().equals(owner) || isUnchangedSinceFirstSweep(rows)
                    ? () -> {}
                    : () -> leavers.reviewIdentity(
                            IdentityChangeBatch.withoutChanges(tenant, identity), owner, summary);
            review.run();
            try {
                access.saveSummary(tenant, summary);
                review.run();
                return;
            } catch (ConcurrentWriteException e) {
                // Another writer is updating this identity. The daily run records the zones if it stays first.
            }
        }
    }

    /**
     * Returns whether all rows are as the connection's first sweep stored them. Meanwhile, a stronger claim can replace
     * the owner although nothing has changed at the provider.
     */
    private static boolean isUnchangedSinceFirstSweep(IdentityRecord rows) {
        return Stream.of(Stream.of(rows.identity()), rows.grants().stream(), rows.credentials().stream())
                .flatMap(stream -> stream)
                .allMatch(row -> row.baseline() && row.observedAt().equals(row.firstSeen()));
    }

    /**
     * Handles the changes to one identity.
     *
     * @return the key of the path facts to examine with {@link #examinePaths} after the whole batch; empty if there is
     *     nothing to examine
     * @throws IdentityNotStoredException if the identity's own row does not exist yet; the batch must be retried
     */
    Optional<String> handleIdentity(IdentityChangeBatch batch) {
        Optional<IdentityRecord> overview = access.outline(batch.tenant(), batch.identity());
        if (overview.isEmpty()) {
            if (batch.changes().isEmpty()) {
                return Optional
                        .empty(); // evidence about an identity that no inventory lists: it is stored, but nothing can
                // be derived
                // from it
            }
            throw new IdentityNotStoredException(batch.identity());
        }
        StoredRecord<NonHumanIdentity> identity = overview.get().identity();
        Optional<IdentitySummary> summary = overview.get().summary();
        aliases.save(batch.tenant(), batch.identity(), identity.content().aliases());
        InventoryChangeRecorder.ChangeRecord change = ledgerEntriesFor(batch);
        Instant now = clock.instant();
        List<Finding> found = detectFindings(batch, change, identity, summary, now);
        openFindings(change, batch.tenant(), batch.identity(), found, summary);
        closeReplacedArrival(batch, found);
        boolean baseline = isBaseline(batch);
        saveSummary(batch, identity, summary, baseline, now);
        if (!baseline) {
            reviewApproval(batch.tenant(), identity.content(), now);
        }
        return paths.record(batch, identity, baseline);
    }

    /**
     * Examines which paths the recorded changes of a batch opened and closed.
     *
     * @param keys the keys of path facts that {@link #handleIdentity} and {@link #handlePerson} returned
     */
    void examinePaths(TenantId tenant, Collection<String> keys) {
        paths.examine(tenant, keys);
    }

    /** Returns the use case that examines paths, for the daily run. */
    DetectPaths paths() {
        return paths;
    }

    /**
     * Returns whether a batch contains only what a connection's first sweep found. The thousands of rows of a first
     * sweep are not compared with approvals one by one; the daily run compares them.
     */
    private static boolean isBaseline(IdentityChangeBatch batch) {
        return !batch.changes().isEmpty()
                && batch.changes().stream().allMatch(change -> switch (change) {
                    case RowChange.OfIdentity(var before, var after) -> before.isEmpty() && after.baseline();
                    case RowChange.OfGrant(var before, var after) -> before.isEmpty() && after.baseline();
                    case RowChange.OfCredential(var before, var after) -> before.isEmpty() && after.baseline();
                });
    }

    /** Returns the approval of record that applies to an identity, whether it is in effect or has ended. */
    private Optional<ApprovalOfRecord> approvalOf(
            TenantId tenant, NonHumanIdentity identity, Optional<String> product, Instant now) {
        return ApprovalOfRecord.effective(approvals.findAll(tenant, ApprovalSubject.covering(identity, product)), now);
    }

    /**
     * Compares an identity with its approval of record. Saves the result in the summary, closes findings about drift
     * that has ended, and opens findings about drift that remains. Reads all rows only if an approval covers the
     * identity.
     */
    private void reviewApproval(TenantId tenant, NonHumanIdentity identity, Instant now) {
        Optional<IdentitySummary> outline =
                access.outline(tenant, identity.id()).flatMap(IdentityRecord::summary);
        if (outline.isEmpty()) {
            return;
        }
        Optional<ApprovalOfRecord> approval =
                approvalOf(tenant, identity, outline.get().product(), now);
        if (approval.isEmpty() && outline.get().approval().isEmpty()) {
            return;
        }
        access.identityRecord(tenant, identity.id())
                .ifPresent(identityRecord -> reviewApproval(tenant, identityRecord, approval, now));
    }

    private void reviewApproval(
            TenantId tenant, IdentityRecord identityRecord, Optional<ApprovalOfRecord> approval, Instant now) {
        if (identityRecord.summary().isEmpty()) {
            return;
        }
        IdentitySummary summary = identityRecord.summary().get();
        List<ApprovalDrift> drift = approval.map(
                        found -> detector.drift(identityRecord, found, person -> name(tenant, person), now))
                .orElse(List.of());
        Optional<ApprovalReview> review = approval.map(found -> review(found, summary, drift, now));
        if (!summary.approval().equals(review)) {
            try {
                access.saveSummary(tenant, summary.withApproval(review, now));
            } catch (ConcurrentWriteException e) {
                return; // another writer is updating this identity, and compares it with the approval itself
            }
        }
        List<Finding> found = approval.map(known -> detector.driftFindings(identityRecord, known, drift, now))
                .orElse(List.of());
        List<Finding> open = identityRecord.findings().stream()
                .filter(finding -> finding.type() == FindingType.DRIFTED && finding.status() == FindingStatus.OPEN)
                .toList();
        Set<String> current = new HashSet<>();
        found.forEach(finding -> current.add(finding.key()));
        open.stream()
                .filter(finding -> !current.contains(finding.key()))
                .forEach(finding -> findings.close(tenant, summary.id(), finding.key(), now));
        Set<String> known = new HashSet<>();
        identityRecord.findings().forEach(finding -> known.add(finding.key()));
        openFindings(
                tenant,
                summary.id(),
                found.stream()
                        .filter(finding -> !known.contains(finding.key()))
                        .filter(finding -> !isAskedAnyway(identityRecord, approval, finding))
                        .toList(),
                Optional.of(summary));
    }

    /**
     * Returns whether a finding about the end of an approval is unnecessary because the owner is asked anyway. When an
     * approval that came from an answer ends, the findings that the answer accepted are opened again, and they lead to
     * the same question.
     */
    private static boolean isAskedAnyway(
            IdentityRecord identityRecord, Optional<ApprovalOfRecord> approval, Finding finding) {
        return finding.key().startsWith("drifted/" + DriftKind.ENDED.code() + "/")
                && approval.filter(known -> known.current().source() == ApprovalDecision.Source.ANSWER)
                        .isPresent()
                && identityRecord.findings().stream()
                        .anyMatch(
                                other -> other.status() != FindingStatus.CLOSED && other.type() != FindingType.DRIFTED);
    }

    private static ApprovalReview review(
            ApprovalOfRecord approval, IdentitySummary summary, List<ApprovalDrift> drift, Instant now) {
        SortedSet<DriftKind> kinds = new TreeSet<>();
        SortedSet<String> beyond = new TreeSet<>();
        drift.forEach(one -> {
            kinds.add(one.kind());
            switch (one.kind()) {
                case ACCESS, PEOPLE -> beyond.addAll(one.beyond());
                case REACH -> one.beyond().forEach(permission -> beyond.add(ApprovalReview.widened(permission)));
                case USE, PUBLISHER, OWNER, CREDENTIAL, ENDED, REFUSED -> {} // revoking a grant would not change these
            }
        });
        ApprovalState state = summary.status() == IdentityStatus.GONE ? ApprovalState.RETIRED : approval.stateAt(now);
        return new ApprovalReview(
                approval.subject(),
                state,
                approval.current().until(),
                approval.scope().isPresent(),
                kinds,
                beyond);
    }

    private String name(TenantId tenant, PersonId person) {
        return PersonNames.of(access, tenant, person).orElse(person.externalId());
    }

    private InventoryChangeRecorder.ChangeRecord ledgerEntriesFor(IdentityChangeBatch batch) {
        InventoryChangeRecorder.ChangeRecord telling = ledger.startRecord(batch.tenant(), batch.identity());
        for (RowChange change : batch.changes()) {
            switch (change) {
                case RowChange.OfIdentity(
                        Optional<StoredRecord<NonHumanIdentity>> before,
                        StoredRecord<NonHumanIdentity> after) -> telling.addIdentity(before, after);
                case RowChange.OfGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after) ->
                    telling.addGrant(before, after);
                case RowChange.OfCredential(
                        Optional<StoredRecord<Credential>> before,
                        StoredRecord<Credential> after) -> telling.addCredential(before, after);
            }
        }
        return telling;
    }

    private List<Finding> detectFindings(
            IdentityChangeBatch batch,
            InventoryChangeRecorder.ChangeRecord telling,
            StoredRecord<NonHumanIdentity> identity,
            Optional<IdentitySummary> summary,
            Instant now) {
        Map<Optional<String>, Boolean> approved = new HashMap<>();
        Predicate<Optional<String>> approvalInEffect = product -> approved.computeIfAbsent(
                product,
                recognized -> approvalOf(batch.tenant(), identity.content(), recognized, now)
                        .filter(found -> found.permitsAt(now))
                        .isPresent());
        Supplier<List<StoredRecord<Grant>>> grants = () -> access.identityRecord(batch.tenant(), batch.identity())
                .map(IdentityRecord::grants)
                .orElse(List.of());
        try {
            return mostSeverePerKey(batch.changes().stream()
                    .flatMap(change ->
                            detector.findings(change, identity, summary, grants, approvalInEffect, now).stream())
                    .toList());
        } catch (RuntimeException e) {
            // The ledger records the change even if detection fails.
            telling.save();
            throw e;
        }
    }

    /**
     * Returns one finding for each key: the one with the highest rank. Several grants of a new identity can lead to
     * findings with the same key. Rows are written in parallel, so the result must not depend on the order of the
     * records.
     */
    private static List<Finding> mostSeverePerKey(List<Finding> found) {
        Map<String, Finding> byKey = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparing(
                                (Finding finding) -> FindingRank.of(finding).orElse(""))
                        .reversed())
                .forEach(finding -> byKey.putIfAbsent(finding.key(), finding));
        return List.copyOf(byKey.values());
    }

    /**
     * Handles a change to a person's row. If the person has become a leaver, opens findings for the identities that
     * they owned and the usable access that they granted. If a leaver has returned, closes these findings.
     *
     * @return the key of the path facts to examine with {@link #examinePaths} after the whole batch; empty if there is
     *     nothing to examine
     */
    Optional<String> handlePerson(TenantId tenant, Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        leavers.reviewPerson(tenant, before, after);
        return paths.record(tenant, before, after);
    }

    private void close(TenantId tenant, IdentityId identity, List<Finding> open) {
        Instant now = clock.instant();
        open.forEach(finding -> findings.close(tenant, identity, finding.key(), now));
    }

    /**
     * Closes the finding about a new identity whose access was not yet known, if the identity turns out to be AI that
     * nobody has approved. The finding about the AI also reports the new identity.
     */
    private void closeReplacedArrival(IdentityChangeBatch batch, List<Finding> found) {
        if (found.stream()
                .anyMatch(finding -> finding.type() == FindingType.SHADOW_AI
                        && finding.reasons().contains(Finding.ARRIVED))) {
            close(
                    batch.tenant(),
                    batch.identity(),
                    findings.openByIdentity(batch.tenant(), batch.identity()).stream()
                            .filter(finding -> finding.type() == FindingType.IDENTITY_APPEARED
                                    && finding.reasons().contains(Finding.ACCESS_NOT_STATED))
                            .toList());
        }
    }

    /**
     * Opens the findings about one identity that result only from the passage of time, and closes those whose condition
     * has ended.
     *
     * @return the identity's path facts, for {@link #reconcile}; empty if the identity is not stored
     */
    Optional<String> handleElapsedTime(TenantId tenant, IdentitySummary summary) {
        Instant now = clock.instant();
        Optional<IdentityRecord> stored = access.identityRecord(tenant, summary.id());
        stored.ifPresent(identityRecord -> {
            LifecycleFindingChanges changes = detector.lifecycle(identityRecord, summary, now);
            close(tenant, summary.id(), changes.ended());
            openFindings(tenant, summary.id(), changes.toOpen(), Optional.of(summary));
            reviewApproval(tenant, identityRecord.identity().content(), now);
        });
        if (summary.lastUsed().isKnown()) {
            // Read again, because the summary may have been saved since.
            access.identityRecord(tenant, summary.id())
                    .ifPresent(identityRecord -> reviewUsage(tenant, identityRecord));
        }
        return stored.map(paths::factsOf);
    }

    /**
     * Reviews all people and paths. Opens findings about owners whose last day is near. Examines paths that opened or
     * ended without an event, because a grant expired or an examination was interrupted.
     *
     * @param identities the path facts of active identities, by id
     * @param connections the connections whose people are reviewed
     * @param zones the zones in the identities' summaries, by identity id; identities that reach no zone are omitted
     */
    void reconcile(
            TenantId tenant,
            Map<String, String> identities,
            Set<ConnectionId> connections,
            Map<String, SortedSet<String>> zones) {
        Map<String, String> people = new HashMap<>();
        List<Person> present = new ArrayList<>();
        for (ConnectionId connection : connections) {
            StorePage.forEach(from -> access.people(tenant, connection, PAGE, from), person -> {
                people.put(person.content().id().toString(), paths.factsOf(person));
                if (person.isLive()) {
                    present.add(person.content());
                }
            });
        }
        lastDays.review(
                tenant,
                present,
                clock.instant(),
                (owner, identity, finding) ->
                        openFindings(owner, identity.id(), List.of(finding), Optional.of(identity)));
        paths.reconcile(tenant, identities, people, zones);
    }

    /**
     * Updates the summary's usage and the finding about over-privileged access. Saves the summary before it opens the
     * finding, because the alert about the finding contains facts from the summary.
     */
    private void reviewUsage(TenantId tenant, IdentityRecord identityRecord) {
        if (identityRecord.usage().isEmpty() || identityRecord.summary().isEmpty()) {
            return;
        }
        IdentitySummary stored = identityRecord.summary().get();
        Instant now = clock.instant();
        UsageAssessment reviewed = detector.reviewUsage(identityRecord, now);
        if (!stored.use().equals(Optional.of(reviewed.review()))) {
            try {
                access.saveSummary(tenant, stored.withUse(reviewed.review(), now));
            } catch (ConcurrentWriteException e) {
                return; // another writer is updating this identity; tomorrow's run checks it again
            }
        }
        List<Finding> told = identityRecord.findings().stream()
                .filter(finding -> finding.type() == FindingType.OVER_PRIVILEGED)
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        Optional<Finding> found = reviewed.finding();
        boolean known = found.isPresent() && told.stream().anyMatch(older -> detector.addsNothing(found.get(), older));
        if (!known) {
            told.forEach(older -> findings.close(tenant, stored.id(), older.key(), now));
            openFindings(tenant, stored.id(), found.stream().toList(), identityRecord.summary());
        }
    }

    private void openFindings(
            TenantId tenant, IdentityId identity, List<Finding> found, Optional<IdentitySummary> summary) {
        if (!found.isEmpty()) {
            openFindings(ledger.startRecord(tenant, identity), tenant, identity, found, summary);
        }
    }

    /**
     * Records the findings in the ledger together with the entries that were already collected, opens the findings and
     * queues alert work.
     */
    private void openFindings(
            InventoryChangeRecorder.ChangeRecord change,
            TenantId tenant,
            IdentityId identity,
            List<Finding> found,
            Optional<IdentitySummary> summary) {
        Optional<PersonId> owner = summary.flatMap(IdentitySummary::owner);
        found.forEach(finding ->
                change.addFinding(finding, finding.cause().toOptional().or(() -> owner)));
        for (Finding opened : change.save()) {
            EmbeddedMetrics.count(
                    MetricName.FINDINGS, 1, opened.severity().name().toLowerCase(Locale.ROOT));
        }
        if (!found.isEmpty()) {
            Instant due = clock.instant().plus(grouping);
            alerts.send(new AlertWork(tenant, identity, due, 0), grouping);
        }
    }

    private void saveSummary(
            IdentityChangeBatch batch,
            StoredRecord<NonHumanIdentity> identity,
            Optional<IdentitySummary> readBefore,
            boolean baseline,
            Instant now) {
        Optional<IdentitySummary> stored = readBefore;
        for (int race = 0; ; race++) {
            IdentitySummary summary = deriveSummary(batch, identity, stored, now);
            Optional<PersonId> owner = stored.flatMap(IdentitySummary::owner);
            boolean hasNewOwner = !summary.owner().equals(owner);
            if (!baseline && (!batch.changes().isEmpty() || hasNewOwner)) {
                leavers.reviewIdentity(batch, owner, summary);
            }
            try {
                if (stored.filter(known -> known.looksLike(summary)).isEmpty()) {
                    access.saveSummary(batch.tenant(), summary);
                }
                if (!baseline && hasNewOwner) {
                    // The owner may have left in between. A review of the owner would not have found this summary yet.
                    leavers.reviewIdentity(batch, owner, summary);
                }
                // Closes findings even if the summary was already saved: the run that saved it may have been
                // interrupted before it closed them.
                closeFindingsIfRemoved(batch.tenant(), summary, now);
                return;
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
                stored = access.outline(batch.tenant(), batch.identity()).flatMap(IdentityRecord::summary);
            }
        }
    }

    private IdentitySummary deriveSummary(
            IdentityChangeBatch batch,
            StoredRecord<NonHumanIdentity> identity,
            Optional<IdentitySummary> summary,
            Instant now) {
        return summary.filter(_ -> batch.changes().stream().noneMatch(DetectChanges::mayShrink))
                .flatMap(current -> addRows(batch, identity, current, now))
                .orElseGet(() -> detector.summary(
                        access.identityRecord(batch.tenant(), batch.identity()).orElseThrow(), now));
    }

    private Optional<IdentitySummary> addRows(
            IdentityChangeBatch batch, StoredRecord<NonHumanIdentity> identity, IdentitySummary summary, Instant now) {
        List<StoredRecord<Grant>> grants = new ArrayList<>();
        List<StoredRecord<Credential>> credentials = new ArrayList<>();
        for (RowChange change : batch.changes()) {
            switch (change) {
                case RowChange.OfGrant(var _, StoredRecord<Grant> after) -> grants.add(after);
                case RowChange.OfCredential(var _, StoredRecord<Credential> after) -> credentials.add(after);
                case RowChange.OfIdentity _ -> {}
            }
        }
        return detector.summaryWithAddedRows(identity, summary, grants, credentials, batch.events(), batch.used(), now);
    }

    /**
     * Returns whether a change can remove something from the summary. If so, the summary is derived from all rows
     * again.
     */
    private static boolean mayShrink(RowChange change) {
        return switch (change) {
            case RowChange.OfIdentity(Optional<StoredRecord<NonHumanIdentity>> before, var _) -> before.isPresent();
            case RowChange.OfGrant(Optional<StoredRecord<Grant>> before, StoredRecord<Grant> after) ->
                !after.isLive()
                        || before.filter(StoredRecord::isLive)
                                .filter(known -> !withoutUse(known.content()).equals(withoutUse(after.content())))
                                .isPresent();
            case RowChange.OfCredential(Optional<StoredRecord<Credential>> before, StoredRecord<Credential> after) ->
                !after.isLive()
                        || before.filter(StoredRecord::isLive)
                                .filter(known -> !withoutUse(known.content()).equals(withoutUse(after.content())))
                                .isPresent();
        };
    }

    private static Grant withoutUse(Grant grant) {
        return grant.withLastUsed(Timestamp.unknown());
    }

    private static Credential withoutUse(Credential credential) {
        return credential.withLastUsed(Timestamp.unknown());
    }

    /**
     * Closes the findings that no longer apply because the identity has no access left. If the provider still lists the
     * identity, a finding about the identity itself remains open.
     */
    private void closeFindingsIfRemoved(TenantId tenant, IdentitySummary summary, Instant now) {
        boolean gone = summary.status() == IdentityStatus.GONE;
        boolean withoutAccess = summary.basis()
                .filter(basis -> basis.access() == CombinedAccessStatus.ALL_REMOVED)
                .isPresent();
        if (gone || withoutAccess) {
            findings.openByIdentity(tenant, summary.id()).stream()
                    .filter(finding -> !remainsOpen(finding.type(), gone))
                    .forEach(finding -> findings.close(tenant, summary.id(), finding.key(), now));
        }
    }

    private static boolean remainsOpen(FindingType type, boolean gone) {
        return switch (type) {
            // What an identity did stays true after it is gone. Paths through others can last; the examination of paths
            // closes
            // that finding.
            case GRANT_VANISHED, UNUSUAL_ACTIVITY, PATH_OPENED -> true;
            case SHADOW_AI, OWNER_LEFT, OWNER_LEAVING, ACCESS_REQUESTED, UNREVIEWED -> !gone;
            case IDENTITY_APPEARED,
                    GRANT_APPEARED,
                    SCOPES_EXPANDED,
                    REACH_EXPANDED,
                    CREDENTIAL_ADDED,
                    LIFETIME_EXTENDED,
                    EXPIRING,
                    ROTATION_DUE,
                    DUPLICATE_CREDENTIAL,
                    OWNERLESS,
                    FELL_SILENT,
                    OVER_PRIVILEGED,
                    DRIFTED -> false;
        };
    }
}
