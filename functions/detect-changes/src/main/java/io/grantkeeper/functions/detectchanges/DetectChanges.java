package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.Change;
import io.grantkeeper.detection.Detector;
import io.grantkeeper.detection.ReviewedUse;
import io.grantkeeper.functions.observe.Metric;
import io.grantkeeper.functions.observe.Metrics;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Moment;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.AliasStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.HeldGrant;
import io.grantkeeper.identity.store.IdentityDossier;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.LostRaceException;
import io.grantkeeper.identity.store.Slice;
import io.grantkeeper.identity.store.Stored;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.record.ChangeRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what follows from changed rows. The order of the writes is ledger, findings, alert work, summary: whatever dies in
 * between is done again by the redelivered batch, with the same keys, until the summary stands.
 */
final class DetectChanges {
    private static final int PAGE = 100;
    private static final int RACES = 5;

    private final AccessStore access;
    private final AliasStore aliases;
    private final ChangeRecorder ledger;
    private final FindingStore findings;
    private final WorkQueue<AlertWork> alerts;
    private final Detector detector;
    private final Duration grouping;
    private final Clock clock;

    /**
     * @param grouping how long an alert waits for further findings about the same identity
     */
    DetectChanges(
            AccessStore access,
            AliasStore aliases,
            ChangeRecorder ledger,
            FindingStore findings,
            WorkQueue<AlertWork> alerts,
            Detector detector,
            Duration grouping,
            Clock clock) {
        this.access = access;
        this.aliases = aliases;
        this.ledger = ledger;
        this.findings = findings;
        this.alerts = alerts;
        this.detector = detector;
        this.grouping = grouping;
        this.clock = clock;
    }

    /**
     * Handles what changed about one identity.
     *
     * @throws IdentityNotStoredException where the identity's own row is not there yet: try the batch again
     */
    void identity(IdentityChanges batch) {
        Optional<IdentityDossier> outline = access.outline(batch.tenant(), batch.identity());
        if (outline.isEmpty()) {
            if (batch.changes().isEmpty()) {
                return; // evidence about an identity that inventory never showed: kept, nothing to derive
            }
            throw new IdentityNotStoredException(batch.identity());
        }
        Stored<NonHumanIdentity> identity = outline.get().identity();
        Optional<IdentitySummary> standing = outline.get().summary();
        aliases.point(batch.tenant(), batch.identity(), identity.content().aliases());
        ChangeRecorder.Telling telling = changes(batch);
        Instant now = clock.instant();
        open(telling, batch.tenant(), batch.identity(), found(batch, telling, identity, standing, now), standing);
        summarise(batch, identity, standing, now);
    }

    private ChangeRecorder.Telling changes(IdentityChanges batch) {
        ChangeRecorder.Telling telling = ledger.about(batch.tenant(), batch.identity());
        for (Change change : batch.changes()) {
            switch (change) {
                case Change.OfIdentity(Optional<Stored<NonHumanIdentity>> before, Stored<NonHumanIdentity> after) ->
                    telling.identity(before, after);
                case Change.OfGrant(Optional<Stored<Grant>> before, Stored<Grant> after) ->
                    telling.grant(before, after);
                case Change.OfCredential(Optional<Stored<Credential>> before, Stored<Credential> after) ->
                    telling.credential(before, after);
            }
        }
        return telling;
    }

    private List<Finding> found(
            IdentityChanges batch,
            ChangeRecorder.Telling telling,
            Stored<NonHumanIdentity> identity,
            Optional<IdentitySummary> standing,
            Instant now) {
        try {
            return gravest(batch.changes().stream()
                    .flatMap(change -> detector.findings(change, identity, standing, now).stream())
                    .toList());
        } catch (RuntimeException e) {
            // That it changed is told, whatever becomes of judging it.
            telling.keep();
            throw e;
        }
    }

    /**
     * One finding a key: several grants that came with a new identity find the same, and the first that is stored
     * stays. Rows are written side by side, so which record comes first says nothing.
     */
    private static List<Finding> gravest(List<Finding> found) {
        Map<String, Finding> byKey = new LinkedHashMap<>();
        found.stream()
                .sorted(Comparator.comparing(Finding::severity)
                        .reversed()
                        .thenComparing(finding -> finding.cause().toString())
                        .thenComparing(finding -> finding.after().toString()))
                .forEach(finding -> byKey.putIfAbsent(finding.key(), finding));
        return List.copyOf(byKey.values());
    }

    /** Handles a person's row: when it makes them a leaver, what they answered for and what they granted. */
    void person(TenantId tenant, Optional<Stored<Person>> before, Stored<Person> after) {
        if (!detector.left(before, after)) {
            return;
        }
        PersonId leaver = after.content().id();
        Set<IdentityId> owned = new HashSet<>();
        Optional<String> next = Optional.empty();
        do {
            Slice<IdentitySummary> slice = access.identities(tenant, new IdentityQuery.OfOwner(leaver), PAGE, next);
            for (IdentitySummary summary : slice.items()) {
                owned.add(summary.id());
                leaver(tenant, summary, after, true);
            }
            next = slice.next();
        } while (next.isPresent());
        do {
            Slice<HeldGrant> slice = access.grantsOf(tenant, leaver, PAGE, next);
            for (HeldGrant held : slice.items()) {
                if (held.grant().isLive() && owned.add(held.holder())) {
                    access.outline(tenant, held.holder())
                            .flatMap(IdentityDossier::summary)
                            .ifPresent(summary -> leaver(tenant, summary, after, false));
                }
            }
            next = slice.next();
        } while (next.isPresent());
    }

    private void leaver(TenantId tenant, IdentitySummary summary, Stored<Person> leaver, boolean wasOwner) {
        if (summary.status() != IdentityStatus.GONE) {
            Finding finding = detector.leaverFinding(summary, leaver, wasOwner, clock.instant());
            open(tenant, summary.id(), List.of(finding), Optional.of(summary));
        }
    }

    /** Handles what time alone brought about for one identity. */
    void time(TenantId tenant, IdentitySummary summary) {
        open(tenant, summary.id(), detector.findings(summary, clock.instant()), Optional.of(summary));
        if (summary.lastUsed().isKnown()) {
            access.dossier(tenant, summary.id()).ifPresent(dossier -> use(tenant, dossier));
        }
    }

    /** The summary comes before the finding: what is told of the finding quotes it. */
    private void use(TenantId tenant, IdentityDossier dossier) {
        if (dossier.usage().isEmpty() || dossier.summary().isEmpty()) {
            return;
        }
        IdentitySummary standing = dossier.summary().get();
        Instant now = clock.instant();
        ReviewedUse reviewed = detector.use(dossier, now);
        if (!standing.use().equals(Optional.of(reviewed.review()))) {
            try {
                access.saveSummary(tenant, standing.withUse(reviewed.review(), now));
            } catch (LostRaceException e) {
                return; // somebody is at work on this identity; the next day looks again
            }
        }
        List<Finding> told = dossier.findings().stream()
                .filter(finding -> finding.type() == FindingType.OVER_PRIVILEGED)
                .filter(finding -> finding.status() == FindingStatus.OPEN)
                .toList();
        Optional<Finding> found = reviewed.finding();
        boolean known = found.isPresent() && told.stream().anyMatch(older -> detector.saysNoMore(found.get(), older));
        if (!known) {
            told.forEach(older -> findings.close(tenant, standing.id(), older.key(), now));
            open(tenant, standing.id(), found.stream().toList(), dossier.summary());
        }
    }

    private void open(TenantId tenant, IdentityId identity, List<Finding> found, Optional<IdentitySummary> standing) {
        if (!found.isEmpty()) {
            open(ledger.about(tenant, identity), tenant, identity, found, standing);
        }
    }

    /** Tells and opens what was found, together with what is told already, and has it alerted. */
    private void open(
            ChangeRecorder.Telling telling,
            TenantId tenant,
            IdentityId identity,
            List<Finding> found,
            Optional<IdentitySummary> standing) {
        Optional<PersonId> owner = standing.flatMap(IdentitySummary::owner);
        found.forEach(
                finding -> telling.finding(finding, finding.cause().toOptional().or(() -> owner)));
        for (Finding opened : telling.keep()) {
            Metrics.count(Metric.FINDINGS, 1, opened.severity().name().toLowerCase(Locale.ROOT));
        }
        if (!found.isEmpty()) {
            Instant due = clock.instant().plus(grouping);
            alerts.send(new AlertWork(tenant, identity, due, 0), grouping);
        }
    }

    private void summarise(
            IdentityChanges batch,
            Stored<NonHumanIdentity> identity,
            Optional<IdentitySummary> readBefore,
            Instant now) {
        Optional<IdentitySummary> standing = readBefore;
        for (int race = 0; ; race++) {
            IdentitySummary summary = derive(batch, identity, standing, now);
            try {
                if (standing.filter(known -> known.saysTheSame(summary)).isEmpty()) {
                    access.saveSummary(batch.tenant(), summary);
                }
                // Also where it stands already: whoever saved it may have died before closing.
                closeWhenGone(batch.tenant(), summary, now);
                return;
            } catch (LostRaceException e) {
                if (race >= RACES) {
                    throw e;
                }
                standing = access.outline(batch.tenant(), batch.identity()).flatMap(IdentityDossier::summary);
            }
        }
    }

    private IdentitySummary derive(
            IdentityChanges batch, Stored<NonHumanIdentity> identity, Optional<IdentitySummary> standing, Instant now) {
        if (batch.events().stream().anyMatch(event -> detector.mayChangeOwner(event, standing))
                || batch.changes().stream().anyMatch(DetectChanges::mayShrink)) {
            return detector.summary(
                    access.dossier(batch.tenant(), batch.identity()).orElseThrow(), now);
        }
        List<Stored<Grant>> grants = new ArrayList<>();
        List<Stored<Credential>> credentials = new ArrayList<>();
        for (Change change : batch.changes()) {
            switch (change) {
                case Change.OfGrant(var _, Stored<Grant> after) -> grants.add(after);
                case Change.OfCredential(var _, Stored<Credential> after) -> credentials.add(after);
                case Change.OfIdentity _ -> {}
            }
        }
        return detector.grownSummary(
                identity.content(), identity.firstSeen(), standing, grants, credentials, batch.used(), now);
    }

    /** Whether a change can take something away from the summary; then it is derived anew from all rows. */
    private static boolean mayShrink(Change change) {
        return switch (change) {
            case Change.OfIdentity(Optional<Stored<NonHumanIdentity>> before, var _) -> before.isPresent();
            case Change.OfGrant(Optional<Stored<Grant>> before, Stored<Grant> after) ->
                before.filter(Stored::isLive).isPresent()
                        && !(after.isLive()
                                && after.content()
                                        .withLastUsed(Moment.unknown())
                                        .equals(before.get().content().withLastUsed(Moment.unknown())));
            case Change.OfCredential(Optional<Stored<Credential>> before, Stored<Credential> after) ->
                before.filter(Stored::isLive).isPresent()
                        && !(after.isLive()
                                && after.content()
                                        .withLastUsed(Moment.unknown())
                                        .equals(before.get().content().withLastUsed(Moment.unknown())));
        };
    }

    private void closeWhenGone(TenantId tenant, IdentitySummary summary, Instant now) {
        if (summary.status() == IdentityStatus.GONE) {
            findings.openOf(tenant, summary.id()).stream()
                    .filter(finding -> finding.type() != FindingType.GRANT_VANISHED)
                    .forEach(finding -> findings.close(tenant, summary.id(), finding.key(), now));
        }
    }
}
