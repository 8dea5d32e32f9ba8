package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.reports.FindingListEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The inventory at one time, which lists, counts and filters are computed from. What several requests derive from it, such
 * as another order, is derived once.
 */
final class Snapshot {
    private final Instant asOf;
    private final List<IdentitySummary> identities;
    private final Map<IdentityId, IdentitySummary> byId;
    private final List<FindingListEntry> findings;
    private final Map<IdentityId, List<FindingListEntry>> findingsAbout;
    private final List<OwnerQuestion> waiting;
    private final Map<IdentityId, List<OwnerQuestion>> waitingAbout;
    private final Map<String, Object> derived;

    /** How many selections a snapshot keeps; one of everything takes half a megabyte at 100,000 identities. */
    private static final int SELECTIONS = 16;

    private final Map<String, Selection> selections = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Selection> eldest) {
            return size() > SELECTIONS;
        }
    };
    private final Map<String, Object> current = new ConcurrentHashMap<>();

    private Snapshot(
            Instant asOf,
            List<IdentitySummary> identities,
            Map<IdentityId, IdentitySummary> byId,
            List<FindingListEntry> findings,
            Map<IdentityId, List<FindingListEntry>> findingsAbout,
            List<OwnerQuestion> waiting,
            Map<String, Object> derived) {
        this.asOf = asOf;
        this.identities = identities;
        this.byId = byId;
        this.findings = findings;
        this.findingsAbout = findingsAbout;
        this.waiting = waiting;
        this.waitingAbout = waiting.stream().collect(Collectors.groupingBy(OwnerQuestion::identity));
        this.derived = derived;
    }

    /**
     * Creates a snapshot.
     *
     * @param identities all identities, also those that have lost their access, highest risk first
     * @param findings the open findings, most severe first
     * @param waiting the questions that wait for an answer, oldest first
     */
    static Snapshot of(
            Instant asOf,
            List<IdentitySummary> identities,
            List<FindingListEntry> findings,
            List<OwnerQuestion> waiting) {
        return new Snapshot(
                asOf,
                List.copyOf(identities),
                identities.stream().collect(Collectors.toMap(IdentitySummary::id, one -> one, (one, _) -> one)),
                List.copyOf(findings),
                findings.stream()
                        .collect(Collectors.groupingBy(entry -> entry.finding().identity())),
                List.copyOf(waiting),
                new ConcurrentHashMap<>());
    }

    /** Returns the same identities and findings at a later time, with the questions that wait then. */
    Snapshot at(Instant later, List<OwnerQuestion> questions) {
        return new Snapshot(later, identities, byId, findings, findingsAbout, List.copyOf(questions), derived);
    }

    Instant asOf() {
        return asOf;
    }

    /** Returns all identities, also those that have lost their access, highest risk first. */
    List<IdentitySummary> identities() {
        return identities;
    }

    /** Returns the identities in another order, which is computed once. */
    @SuppressWarnings("unchecked")
    List<IdentitySummary> identities(String order, Comparator<IdentitySummary> comparator) {
        return (List<IdentitySummary>) derived.computeIfAbsent("order " + order, _ -> {
            List<IdentitySummary> sorted = new ArrayList<>(identities);
            sorted.sort(comparator);
            return List.copyOf(sorted);
        });
    }

    /** Returns the identities that a filter selects. They are selected once, so that further pages cost little. */
    Selection selection(String filter, Supplier<Selection> select) {
        synchronized (selections) {
            return selections.computeIfAbsent(filter, _ -> select.get());
        }
    }

    /** Returns something that is computed from this snapshot, with its questions and its time, and only once. */
    @SuppressWarnings("unchecked")
    <T> T deriveNow(String name, Class<? super T> type, Function<Snapshot, T> compute) {
        return (T) type.cast(current.computeIfAbsent(name, _ -> compute.apply(this)));
    }

    /** Returns something that is computed from the identities and findings alone, and only once. */
    @SuppressWarnings("unchecked")
    <T> T derive(String name, Class<? super T> type, Function<Snapshot, T> compute) {
        return (T) type.cast(derived.computeIfAbsent(name, _ -> compute.apply(this)));
    }

    Optional<IdentitySummary> identity(IdentityId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Returns the open findings, most severe first. */
    List<FindingListEntry> findings() {
        return findings;
    }

    List<FindingListEntry> findingsAbout(IdentityId id) {
        return findingsAbout.getOrDefault(id, List.of());
    }

    long findingsOf(IdentityId id) {
        return findingsAbout(id).size();
    }

    /** Returns the questions that wait for an answer, oldest first. */
    List<OwnerQuestion> waiting() {
        return waiting;
    }

    List<OwnerQuestion> questionsAbout(IdentityId id) {
        return waitingAbout.getOrDefault(id, List.of());
    }
}
