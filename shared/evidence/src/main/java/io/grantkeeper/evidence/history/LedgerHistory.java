package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.LedgerEntry;
import io.grantkeeper.ledger.entry.LedgerEntryType;
import io.grantkeeper.ledger.entry.LedgerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The content of the ledger up to the end of a period. Nothing with a later time is included. */
public final class LedgerHistory {
    private final AuditPeriod period;
    private final SampleSelector entries;
    private final Map<LedgerEntryType, Long> entryCount = new EnumMap<>(LedgerEntryType.class);
    private final Map<IdentityId, LedgerEntrySummaries.Known> identities = new TreeMap<>();
    private final Map<String, LedgerEntrySummaries.Found> findings = new LinkedHashMap<>();
    private final Map<String, List<LedgerEntrySummaries.Gap>> gaps = new LinkedHashMap<>();
    private final Map<String, LedgerEntrySummaries.Revoked> revocations = new LinkedHashMap<>();
    private final List<LedgerEntrySummaries.Alert> alerts = new ArrayList<>();
    private final List<LedgerEntrySummaries.Answer> answers = new ArrayList<>();
    private final List<LedgerEntrySummaries.Approval> approvals = new ArrayList<>();
    private final List<LedgerEntrySummaries.Reviewed> reviews = new ArrayList<>();
    private final List<LedgerEntrySummaries.PolicyStep> approvedPolicies = new ArrayList<>();
    private final List<LedgerEntrySummaries.PolicyStep> promotedPolicies = new ArrayList<>();
    private final List<LedgerEntrySummaries.Decided> decisions = new ArrayList<>();
    private final List<LedgerPosition> changes = new ArrayList<>();
    private final List<LedgerPosition> configurations = new ArrayList<>();
    private final List<Long> unread = new ArrayList<>();
    private long lastIndex = -1;

    private LedgerHistory(AuditPeriod period, String seed) {
        this.period = period;
        this.entries = new SampleSelector(seed + "/entries");
    }

    /**
     * Reads the ledger.
     *
     * @param seed the seed for the sample of all entries
     */
    public static LedgerHistory read(LedgerEntryReader log, AuditPeriod period, String seed) {
        LedgerHistory history = new LedgerHistory(period, seed);
        history.unread.addAll(log.forEach(history::add));
        return history;
    }

    public AuditPeriod period() {
        return period;
    }

    /** Returns the number of entries in the period, and a sample of them. */
    public AuditSample entries() {
        return entries.sample();
    }

    /** Returns how many entries of a kind the period contains. */
    public long entryCount(LedgerEntryType kind) {
        return entryCount.getOrDefault(kind, 0L);
    }

    public Collection<LedgerEntrySummaries.Known> identities() {
        return identities.values();
    }

    public Optional<LedgerEntrySummaries.Known> identity(IdentityId id) {
        return Optional.ofNullable(identities.get(id));
    }

    public Collection<LedgerEntrySummaries.Found> findings() {
        return findings.values();
    }

    public List<LedgerEntrySummaries.Gap> gaps() {
        return gaps.values().stream().flatMap(List::stream).toList();
    }

    public Collection<LedgerEntrySummaries.Revoked> revocations() {
        return revocations.values();
    }

    public List<LedgerEntrySummaries.Alert> alerts() {
        return alerts;
    }

    public List<LedgerEntrySummaries.Answer> answers() {
        return answers;
    }

    public List<LedgerEntrySummaries.Approval> approvals() {
        return approvals;
    }

    public List<LedgerEntrySummaries.Reviewed> reviews() {
        return reviews;
    }

    public List<LedgerEntrySummaries.PolicyStep> approvedPolicies() {
        return approvedPolicies;
    }

    /** Returns all promotions, including those before the period, because each of them consumed an approval. */
    public List<LedgerEntrySummaries.PolicyStep> promotedPolicies() {
        return promotedPolicies;
    }

    public List<LedgerEntrySummaries.Decided> decisions() {
        return decisions;
    }

    /** Returns the changes to identities' access in the period. */
    public List<LedgerPosition> changes() {
        return changes;
    }

    /** Returns the changes to Grantkeeper's configuration in the period. */
    public List<LedgerPosition> configurations() {
        return configurations;
    }

    /**
     * Returns the indexes of the entries that this release of Grantkeeper cannot read because another release wrote
     * them.
     */
    public List<Long> unread() {
        return unread;
    }

    /** Returns the index of the last entry whose time is before the end of the period; -1 if there is none. */
    public long lastIndex() {
        return lastIndex;
    }

    /**
     * Returns whether an event is a notice of Grantkeeper's own actions rather than an alert about findings. Such a
     * notice names a function and no findings.
     */
    private static boolean isOwnNotice(LedgerEvent what) {
        return what instanceof LedgerEvent.AlertSent alert && alert.findings().isEmpty();
    }

    private void add(long index, LedgerEntry entry) {
        if (!entry.at().isBefore(period.until())) {
            return;
        }
        lastIndex = index;
        LedgerPosition told = LedgerPosition.of(index, entry);
        boolean inPeriod = period.contains(entry.at());
        if (inPeriod) {
            entryCount.merge(entry.kind(), 1L, Long::sum);
            entries.add(new PopulationItem(told.id(), told));
        }
        entry.identity()
                .filter(_ -> !isOwnNotice(entry.what()))
                .ifPresent(id -> identities.putIfAbsent(
                        id, new LedgerEntrySummaries.Known(id, Optional.empty(), told, false, Optional.empty())));
        switch (entry.what()) {
            case LedgerEvent.IdentityRegistered(var _, boolean baseline) -> registered(told, baseline);
            case LedgerEvent.ChangeObserved change -> changed(told, change, inPeriod);
            case LedgerEvent.FindingOpened opened ->
                findings.merge(
                        opened.key(),
                        new LedgerEntrySummaries.Found(
                                told, opened.key(), opened.type(), opened.severity(), Optional.empty()),
                        (known, again) -> known.closed().isPresent() ? again : known.replacedBy(again));
            case LedgerEvent.FindingClosed(String key) ->
                findings.computeIfPresent(
                        key,
                        (_, found) -> new LedgerEntrySummaries.Found(
                                found.opened(), key, found.type(), found.severity(), Optional.of(told)));
            case LedgerEvent.PolicyProposed _, LedgerEvent.PolicyDemoted _ -> {
                // These entries are only counted, because nothing has to follow a proposal or a demotion.
            }
            case LedgerEvent.PolicyApproved(String policy, String version) ->
                approvedPolicies.add(new LedgerEntrySummaries.PolicyStep(told, policy, version));
            case LedgerEvent.PolicyPromoted(String policy, String version, var _) ->
                promotedPolicies.add(new LedgerEntrySummaries.PolicyStep(told, policy, version));
            case LedgerEvent.DecisionMade decision -> {
                if (inPeriod) {
                    decisions.add(new LedgerEntrySummaries.Decided(told, 1, decision.decision(), entry.policy()));
                }
            }
            case LedgerEvent.DecisionsMade(int count, var _) -> {
                if (inPeriod) {
                    decisions.add(new LedgerEntrySummaries.Decided(told, count, "several", entry.policy()));
                }
            }
            case LedgerEvent.ApprovalGiven(String what, Optional<String> until) ->
                approvals.add(new LedgerEntrySummaries.Approval(told, what, until));
            case LedgerEvent.IncidentChanged _ -> {
                // These entries are only counted: the findings of an incident have entries of their own.
            }
            case LedgerEvent.ApprovalChanged _, LedgerEvent.TicketChanged _, LedgerEvent.AlertsChanged _ -> {
                // These entries are only counted: the answer or the closed finding is what an auditor follows.
            }
            case LedgerEvent.RevocationPreviewed(String name, var _) ->
                revoked(
                        told,
                        name,
                        before -> new LedgerEntrySummaries.Revoked(
                                Optional.of(told), name, before.done(), before.failed(), before.problem()));
            case LedgerEvent.RevocationDone(String name, var _) ->
                revoked(
                        told,
                        name,
                        before -> new LedgerEntrySummaries.Revoked(
                                before.begun(), name, Optional.of(told), before.failed(), before.problem()));
            case LedgerEvent.RevocationFailed(String name, String problem) ->
                revoked(
                        told,
                        name,
                        before -> new LedgerEntrySummaries.Revoked(
                                before.begun(), name, before.done(), Optional.of(told), problem));
            case LedgerEvent.AlertSent sent ->
                alerts.add(new LedgerEntrySummaries.Alert(told, sent.send(), sent.findings()));
            case LedgerEvent.OwnerAnswered(String send, String answer) ->
                answers.add(new LedgerEntrySummaries.Answer(told, send, answer));
            case LedgerEvent.ReviewDecided(String campaign, String item, String outcome) ->
                reviews.add(new LedgerEntrySummaries.Reviewed(told, campaign, item, outcome));
            case LedgerEvent.ChangeRequested _ -> {
                // what the change did has entries of its own
            }
            case LedgerEvent.SessionStarted _, LedgerEvent.DataExported _ -> {
                // no check of a control reads who looked
            }
            case LedgerEvent.ConfigurationChanged _ -> {
                if (inPeriod) {
                    configurations.add(told);
                }
            }
            case LedgerEvent.CoverageGapOpened opened -> opened(told, opened);
            case LedgerEvent.CoverageGapClosed _ -> closed(told);
        }
    }

    private void registered(LedgerPosition told, boolean baseline) {
        told.identity()
                .ifPresent(id -> identities.computeIfPresent(
                        id,
                        (_, known) -> new LedgerEntrySummaries.Known(
                                id, Optional.of(told), known.first(), baseline, known.gone())));
    }

    private void changed(LedgerPosition told, LedgerEvent.ChangeObserved change, boolean inPeriod) {
        if (inPeriod) {
            changes.add(told);
        }
        if (change.row().equals("identity")) {
            Optional<LedgerPosition> gone = change.how().equals("vanished") ? Optional.of(told) : Optional.empty();
            told.identity()
                    .ifPresent(id -> identities.computeIfPresent(
                            id,
                            (_, known) -> new LedgerEntrySummaries.Known(
                                    id, known.registered(), known.first(), known.baseline(), gone)));
        }
    }

    private interface Step {
        LedgerEntrySummaries.Revoked after(LedgerEntrySummaries.Revoked before);
    }

    private void revoked(LedgerPosition told, String name, Step step) {
        String key = told.subject() + "/" + name;
        LedgerEntrySummaries.Revoked before = revocations.getOrDefault(
                key, new LedgerEntrySummaries.Revoked(Optional.empty(), name, Optional.empty(), Optional.empty(), ""));
        revocations.put(key, step.after(before));
    }

    /**
     * Records the start of a coverage gap. The ids of the entries that open and close a gap match, because both name
     * the same partition and its last successful read.
     */
    private void opened(LedgerPosition told, LedgerEvent.CoverageGapOpened opened) {
        String name = told.id().replaceFirst("^coverage-gap\\.opened/", "");
        String suffix = "/" + opened.problem();
        String part = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        gaps.computeIfAbsent(part, _ -> new ArrayList<>())
                .add(new LedgerEntrySummaries.Gap(
                        told, opened.connection(), opened.stream(), opened.problem(), Optional.empty()));
    }

    private void closed(LedgerPosition told) {
        String part = told.id().replaceFirst("^coverage-gap\\.closed/", "");
        gaps.computeIfPresent(
                part,
                (_, open) -> new ArrayList<>(open.stream()
                        .map(gap -> gap.closed().isPresent()
                                ? gap
                                : new LedgerEntrySummaries.Gap(
                                        gap.opened(), gap.connection(), gap.stream(), gap.problem(), Optional.of(told)))
                        .toList()));
    }
}
