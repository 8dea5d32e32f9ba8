package io.grantkeeper.evidence.history;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.ledger.entry.Entry;
import io.grantkeeper.ledger.entry.EntryKind;
import io.grantkeeper.ledger.entry.Happening;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the record says up to the end of a period. Nothing that was told of a later time is in it. */
public final class History {
    private final Period period;
    private final Sampling entries;
    private final Map<EntryKind, Long> ran = new EnumMap<>(EntryKind.class);
    private final Map<IdentityId, Traces.Known> identities = new TreeMap<>();
    private final Map<String, Traces.Found> findings = new LinkedHashMap<>();
    private final Map<String, List<Traces.Gap>> gaps = new LinkedHashMap<>();
    private final Map<String, Traces.Revoked> revocations = new LinkedHashMap<>();
    private final List<Traces.Alert> alerts = new ArrayList<>();
    private final List<Traces.Answer> answers = new ArrayList<>();
    private final List<Traces.Approval> approvals = new ArrayList<>();
    private final List<Traces.Reviewed> reviews = new ArrayList<>();
    private final List<Traces.PolicyStep> approvedPolicies = new ArrayList<>();
    private final List<Traces.PolicyStep> promotedPolicies = new ArrayList<>();
    private final List<Traces.Decided> decisions = new ArrayList<>();
    private final List<Told> changes = new ArrayList<>();
    private final List<Told> configurations = new ArrayList<>();
    private final List<Long> unread = new ArrayList<>();
    private long last = -1;

    private History(Period period, String seed) {
        this.period = period;
        this.entries = new Sampling(seed + "/entries");
    }

    /**
     * Reads the record.
     *
     * @param seed of the sample of all entries
     */
    public static History read(LedgerEntries log, Period period, String seed) {
        History history = new History(period, seed);
        history.unread.addAll(log.each(history::add));
        return history;
    }

    public Period period() {
        return period;
    }

    /** How many entries of the period there are, and a sample of them. */
    public Sample entries() {
        return entries.sample();
    }

    /** How many entries of a kind were told of the period. */
    public long ran(EntryKind kind) {
        return ran.getOrDefault(kind, 0L);
    }

    public Collection<Traces.Known> identities() {
        return identities.values();
    }

    public Optional<Traces.Known> identity(IdentityId id) {
        return Optional.ofNullable(identities.get(id));
    }

    public Collection<Traces.Found> findings() {
        return findings.values();
    }

    public List<Traces.Gap> gaps() {
        return gaps.values().stream().flatMap(List::stream).toList();
    }

    public Collection<Traces.Revoked> revocations() {
        return revocations.values();
    }

    public List<Traces.Alert> alerts() {
        return alerts;
    }

    public List<Traces.Answer> answers() {
        return answers;
    }

    public List<Traces.Approval> approvals() {
        return approvals;
    }

    public List<Traces.Reviewed> reviews() {
        return reviews;
    }

    public List<Traces.PolicyStep> approvedPolicies() {
        return approvedPolicies;
    }

    /** All that are told, those before the period too: each used up an approval. */
    public List<Traces.PolicyStep> promotedPolicies() {
        return promotedPolicies;
    }

    public List<Traces.Decided> decisions() {
        return decisions;
    }

    /** Changes of what identities hold, in the period. */
    public List<Told> changes() {
        return changes;
    }

    /** Changes of Grantkeeper's configuration, in the period. */
    public List<Told> configurations() {
        return configurations;
    }

    /** Numbers of entries that another version wrote and this one cannot read. */
    public List<Long> unread() {
        return unread;
    }

    /** The last entry that was told of a time before the period's end; -1 where there is none. */
    public long last() {
        return last;
    }

    /** An alert of no finding tells of what we do ourselves, in the name of the function that does it. */
    private static boolean isNewsOfOurOwn(Happening what) {
        return what instanceof Happening.AlertSent alert && alert.findings().isEmpty();
    }

    private void add(long index, Entry entry) {
        if (!entry.at().isBefore(period.until())) {
            return;
        }
        last = index;
        Told told = Told.of(index, entry);
        boolean inPeriod = period.contains(entry.at());
        if (inPeriod) {
            ran.merge(entry.kind(), 1L, Long::sum);
            entries.add(new Item(told.id(), told));
        }
        entry.identity()
                .filter(_ -> !isNewsOfOurOwn(entry.what()))
                .ifPresent(id -> identities.putIfAbsent(
                        id, new Traces.Known(id, Optional.empty(), told, false, Optional.empty())));
        switch (entry.what()) {
            case Happening.IdentityRegistered(var _, boolean baseline) -> registered(told, baseline);
            case Happening.ChangeObserved change -> changed(told, change, inPeriod);
            case Happening.FindingOpened opened ->
                findings.merge(
                        opened.key(),
                        new Traces.Found(told, opened.key(), opened.type(), opened.severity(), Optional.empty()),
                        (known, again) -> known.closed().isPresent() ? again : known);
            case Happening.FindingClosed(String key) ->
                findings.computeIfPresent(
                        key,
                        (_, found) -> new Traces.Found(
                                found.opened(), key, found.type(), found.severity(), Optional.of(told)));
            case Happening.PolicyProposed _, Happening.PolicyDemoted _ -> {
                // counted; neither has to be followed by anything
            }
            case Happening.PolicyApproved(String policy, String version) ->
                approvedPolicies.add(new Traces.PolicyStep(told, policy, version));
            case Happening.PolicyPromoted(String policy, String version, var _) ->
                promotedPolicies.add(new Traces.PolicyStep(told, policy, version));
            case Happening.DecisionMade decision -> {
                if (inPeriod) {
                    decisions.add(new Traces.Decided(told, 1, decision.decision(), entry.policy()));
                }
            }
            case Happening.DecisionsMade(int count, var _) -> {
                if (inPeriod) {
                    decisions.add(new Traces.Decided(told, count, "several", entry.policy()));
                }
            }
            case Happening.ApprovalGiven(String what, Optional<String> until) ->
                approvals.add(new Traces.Approval(told, what, until));
            case Happening.RevocationPreviewed(String name, var _) ->
                revoked(
                        told,
                        name,
                        before -> new Traces.Revoked(
                                Optional.of(told), name, before.done(), before.failed(), before.problem()));
            case Happening.RevocationDone(String name, var _) ->
                revoked(
                        told,
                        name,
                        before -> new Traces.Revoked(
                                before.begun(), name, Optional.of(told), before.failed(), before.problem()));
            case Happening.RevocationFailed(String name, String problem) ->
                revoked(
                        told,
                        name,
                        before -> new Traces.Revoked(before.begun(), name, before.done(), Optional.of(told), problem));
            case Happening.AlertSent sent -> alerts.add(new Traces.Alert(told, sent.send(), sent.findings()));
            case Happening.OwnerAnswered(String send, String answer) ->
                answers.add(new Traces.Answer(told, send, answer));
            case Happening.ReviewDecided(String campaign, String item, String outcome) ->
                reviews.add(new Traces.Reviewed(told, campaign, item, outcome));
            case Happening.ConfigurationChanged _ -> {
                if (inPeriod) {
                    configurations.add(told);
                }
            }
            case Happening.CoverageGapOpened opened -> opened(told, opened);
            case Happening.CoverageGapClosed _ -> closed(told);
        }
    }

    private void registered(Told told, boolean baseline) {
        told.identity()
                .ifPresent(id -> identities.computeIfPresent(
                        id,
                        (_, known) -> new Traces.Known(id, Optional.of(told), known.first(), baseline, known.gone())));
    }

    private void changed(Told told, Happening.ChangeObserved change, boolean inPeriod) {
        if (inPeriod) {
            changes.add(told);
        }
        if (change.row().equals("identity")) {
            Optional<Told> gone = change.how().equals("vanished") ? Optional.of(told) : Optional.empty();
            told.identity()
                    .ifPresent(id -> identities.computeIfPresent(
                            id,
                            (_, known) ->
                                    new Traces.Known(id, known.registered(), known.first(), known.baseline(), gone)));
        }
    }

    private interface Step {
        Traces.Revoked after(Traces.Revoked before);
    }

    private void revoked(Told told, String name, Step step) {
        String key = told.subject() + "/" + name;
        Traces.Revoked before = revocations.getOrDefault(
                key, new Traces.Revoked(Optional.empty(), name, Optional.empty(), Optional.empty(), ""));
        revocations.put(key, step.after(before));
    }

    /** The ids of opening and closing say which belong together: they name the same part, seen last at the same time. */
    private void opened(Told told, Happening.CoverageGapOpened opened) {
        String name = told.id().replaceFirst("^coverage-gap\\.opened/", "");
        String suffix = "/" + opened.problem();
        String part = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        gaps.computeIfAbsent(part, _ -> new ArrayList<>())
                .add(new Traces.Gap(told, opened.connection(), opened.stream(), opened.problem(), Optional.empty()));
    }

    private void closed(Told told) {
        String part = told.id().replaceFirst("^coverage-gap\\.closed/", "");
        gaps.computeIfPresent(
                part,
                (_, open) -> new ArrayList<>(open.stream()
                        .map(gap -> gap.closed().isPresent()
                                ? gap
                                : new Traces.Gap(
                                        gap.opened(), gap.connection(), gap.stream(), gap.problem(), Optional.of(told)))
                        .toList()));
    }
}
