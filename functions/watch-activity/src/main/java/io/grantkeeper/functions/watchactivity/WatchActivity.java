package io.grantkeeper.functions.watchactivity;

import io.grantkeeper.behavior.ActivityBatchAnalyzer;
import io.grantkeeper.behavior.ActivityBatchAnalyzer.ActivityRecord;
import io.grantkeeper.behavior.ActivityBatchAnalyzer.Found;
import io.grantkeeper.behavior.BehaviorSignal;
import io.grantkeeper.behavior.incident.AnswerFeedback;
import io.grantkeeper.behavior.incident.BehaviorFindings;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentCorrelator;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.connector.activity.Activity;
import io.grantkeeper.connector.activity.ActivityParty;
import io.grantkeeper.functions.observability.EmbeddedMetrics;
import io.grantkeeper.functions.observability.MetricName;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingType;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.work.AlertWork;
import io.grantkeeper.identity.work.WorkQueue;
import io.grantkeeper.ledger.record.InventoryChangeRecorder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Compares activities with stored profiles, and writes findings, incidents and alert work for unusual activities. The
 * order of the writes is incident, finding, alert work, profiles. An interrupted batch is analyzed again from the same
 * profiles, and repeats the writes with the same keys.
 */
final class WatchActivity {
    /**
     * The minimum age at which activities count as history when they are read. Profiles learn from history without
     * alerting anyone.
     */
    static final Duration HISTORY = Duration.ofDays(2);

    private final ActivityBatchAnalyzer behavior;
    private final LoggedIdentityLookup subjects;
    private final AccessStore access;
    private final FindingStore findings;
    private final InventoryChangeRecorder ledger;
    private final IncidentCorrelator incidents;
    private final AnswerFeedback feedback;
    private final WorkQueue<AlertWork> alerts;
    private final AlertBudget budget;
    private final Duration grouping;
    private final Clock clock;

    /**
     * Creates the use case.
     *
     * @param grouping how long an alert waits for more findings about the same identity
     */
    WatchActivity(
            ActivityBatchAnalyzer behavior,
            LoggedIdentityLookup subjects,
            AccessStore access,
            FindingStore findings,
            InventoryChangeRecorder ledger,
            IncidentCorrelator incidents,
            AnswerFeedback feedback,
            WorkQueue<AlertWork> alerts,
            AlertBudget budget,
            Duration grouping,
            Clock clock) {
        this.behavior = behavior;
        this.subjects = subjects;
        this.access = access;
        this.findings = findings;
        this.ledger = ledger;
        this.incidents = incidents;
        this.feedback = feedback;
        this.alerts = alerts;
        this.budget = budget;
        this.grouping = grouping;
        this.clock = clock;
    }

    /**
     * Handles the activities in a batch of records.
     *
     * @param history the ids of the records that only teach profiles and cause no alerts
     */
    void handle(TenantId tenant, List<ActivityRecord> records, Set<String> history) {
        ActivityBatchAnalyzer.Batch batch = behavior.open(tenant, records);
        for (Found found : batch.analyze()) {
            if (!history.contains(found.origin().id())) {
                report(tenant, found);
            }
        }
        var _ = batch.save();
    }

    private void report(TenantId tenant, Found found) {
        ConnectionId connection = new ConnectionId(found.origin().connection());
        ActivityParty party = party(found.activity());
        IdentityId identity = subjects.find(tenant, connection, party);
        Optional<IdentitySummary> summary = access.outline(tenant, identity).flatMap(IdentityRecord::summary);
        for (BehaviorSignal signal : found.analysis().signals()) {
            report(tenant, found, party, identity, summary, signal);
        }
    }

    private static ActivityParty party(Activity activity) {
        return activity.actor().isIdentity() || !activity.about().isKnown() ? activity.actor() : activity.about();
    }

    private void report(
            TenantId tenant,
            Found found,
            ActivityParty party,
            IdentityId identity,
            Optional<IdentitySummary> summary,
            BehaviorSignal signal) {
        Instant at = found.activity().at();
        boolean notifies = signal.severity().notifies();
        String key = BehaviorFindings.key(signal, at);
        IncidentEntry entry = new IncidentEntry(
                identity + "/" + key,
                at,
                identity,
                found.analysis().subject(),
                party.isKnown()
                        ? Optional.of(new IncidentEntry.ProfileName(
                                found.origin().connection(),
                                found.analysis()
                                        .subject()
                                        .substring(found.origin().provider().length() + 1)))
                        : Optional.empty(),
                signal.type(),
                BehaviorFindings.severity(signal.severity()),
                signal.technique(),
                signal.sentence(),
                notifies ? Optional.of(key) : Optional.empty(),
                false);
        List<String> keys = new ArrayList<>(found.analysis().keys());
        keys.add("inventory " + identity);
        if (!found.activity().credential().isEmpty()) {
            keys.add("credential " + found.origin().connection() + " "
                    + found.activity().credential());
        }
        if (notifies) {
            summary.flatMap(IdentitySummary::product).ifPresent(product -> keys.add("product " + product));
        }
        Optional<IncidentCorrelator.Added> added =
                incidents.add(tenant, entry, keys, notifies, before -> isWorthAlert(tenant, before, entry));
        if (notifies && added.isPresent()) {
            boolean opened = added.get().incident().timeline().size() == 1;
            if (opened) {
                addEarlierFindings(tenant, identity, at);
            }
            open(tenant, signal, identity, summary, added.get(), at);
        }
    }

    /**
     * Returns whether an entry is worth an alert. It must add something new to the incident, and either have at least
     * high severity or fit the alert budget.
     */
    private boolean isWorthAlert(TenantId tenant, Incident before, IncidentEntry entry) {
        if (!IncidentCorrelator.isNews(before, entry)) {
            return false;
        }
        if (entry.severity().atLeast(Severity.HIGH)) {
            return true;
        }
        return incidents.spent(tenant, clock.instant()) < budget.of(subjects.identities(tenant));
    }

    private void open(
            TenantId tenant,
            BehaviorSignal signal,
            IdentityId identity,
            Optional<IdentitySummary> summary,
            IncidentCorrelator.Added added,
            Instant at) {
        boolean alerting = added.entry().alerts();
        Finding finding = BehaviorFindings.of(
                signal, identity, at, clock.instant(), added.incident().id(), alerting);
        Optional<PersonId> owner = summary.flatMap(IdentitySummary::owner);
        InventoryChangeRecorder.ChangeRecord change = ledger.startRecord(tenant, identity);
        change.addFinding(finding, owner);
        for (Finding opened : change.save()) {
            EmbeddedMetrics.count(
                    MetricName.FINDINGS, 1, opened.severity().name().toLowerCase(Locale.ROOT));
        }
        if (alerting) {
            alerts.send(new AlertWork(tenant, identity, clock.instant().plus(grouping), 0), grouping);
        }
    }

    /**
     * Adds an identity's open findings to the incidents that they belong to. Considers only findings within an
     * incident's
     * window of the given time, and none about unusual activity.
     */
    private void addEarlierFindings(TenantId tenant, IdentityId identity, Instant at) {
        findings.openByIdentity(tenant, identity).stream()
                .filter(finding -> finding.type() != FindingType.UNUSUAL_ACTIVITY)
                .filter(finding -> Duration.between(finding.foundAt(), at).abs().compareTo(Incident.WINDOW) <= 0)
                .forEach(finding -> correlate(tenant, finding));
    }

    /** Learns that an owner expected the activity that a finding describes. */
    void learnAnswer(TenantId tenant, Finding finding) {
        feedback.ownerExpected(tenant, finding, finding.closedAt().orElseGet(clock::instant));
    }

    /** Learns that an owner did not expect the activity that a finding describes, and adds this to the incident. */
    void learnRefusal(TenantId tenant, Finding finding) {
        feedback.ownerDidNotExpect(tenant, finding);
        correlate(tenant, finding);
    }

    /** Adds a finding to the incident with which it shares a key, if there is one. */
    void correlate(TenantId tenant, Finding finding) {
        List<String> keys = new ArrayList<>(List.of("inventory " + finding.identity()));
        finding.cause()
                .toOptional()
                .flatMap(person -> access.person(tenant, person))
                .flatMap(person -> person.content().email().toOptional())
                .ifPresent(email -> keys.add("person " + email.toLowerCase(Locale.ROOT)));
        Optional<IdentitySummary> summary =
                access.outline(tenant, finding.identity()).flatMap(IdentityRecord::summary);
        summary.flatMap(IdentitySummary::product).ifPresent(product -> keys.add("product " + product));
        IncidentEntry entry = new IncidentEntry(
                finding.identity() + "/" + finding.key(),
                finding.foundAt(),
                finding.identity(),
                finding.identity().toString(),
                Optional.empty(),
                finding.type().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                finding.severity(),
                "",
                summary.map(known -> known.displayName().text())
                                .orElseGet(() -> finding.identity().toString()) + " " + finding.headline(),
                Optional.of(finding.key()),
                false);
        var _ = incidents.add(tenant, entry, keys, false, _ -> false);
    }
}
