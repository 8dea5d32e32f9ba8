package io.grantkeeper.functions.console;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.reports.FindingListEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The inventory at a point in time, from which lists, counts and filters are computed. Results that several requests
 * need, such as the list in another order, are computed once and then shared. Thread-safe: computing one list does not
 * delay requests for another.
 */
final class InventorySnapshot {
    private final Instant asOf;
    private final List<ListedIdentity> listed;
    private final List<IdentitySummary> identities;
    private final Map<IdentityId, ListedIdentity> byId;
    private final List<FindingListEntry> findings;
    private final Map<IdentityId, List<FindingListEntry>> findingsAbout;
    private final List<OwnerQuestion> waiting;
    private final Map<IdentityId, List<OwnerQuestion>> waitingAbout;
    private final ValueCache<Object> derived;

    /** The orders in which requests have listed the identities. */
    private final Map<String, Comparator<ListedIdentity>> orders;

    /**
     * The maximum number of selections that a snapshot stores. A selection of all identities takes half a megabyte if
     * there are 100,000 identities.
     */
    private static final int SELECTIONS = 16;

    /**
     * The maximum number of derived values that a snapshot stores. It exceeds the number of orders and counts that
     * requests derive.
     */
    private static final int DERIVED = 64;

    private final ValueCache<IdentitySelection> selections = new ValueCache<>(SELECTIONS);
    private final ValueCache<Object> current = new ValueCache<>(DERIVED);

    private InventorySnapshot(
            Instant asOf,
            List<ListedIdentity> listed,
            List<IdentitySummary> identities,
            Map<IdentityId, ListedIdentity> byId,
            List<FindingListEntry> findings,
            Map<IdentityId, List<FindingListEntry>> findingsAbout,
            List<OwnerQuestion> waiting,
            ValueCache<Object> derived,
            Map<String, Comparator<ListedIdentity>> orders) {
        this.asOf = asOf;
        this.listed = listed;
        this.identities = identities;
        this.byId = byId;
        this.findings = findings;
        this.findingsAbout = findingsAbout;
        this.waiting = waiting;
        this.waitingAbout = waiting.stream().collect(Collectors.groupingBy(OwnerQuestion::identity));
        this.derived = derived;
        this.orders = orders;
    }

    /**
     * Creates a snapshot.
     *
     * @param identities all identities, including those that have lost their access, highest risk first
     * @param findings the open findings, most severe first
     * @param waiting the questions that wait for an answer, oldest first
     */
    static InventorySnapshot of(
            Instant asOf,
            List<ListedIdentity> identities,
            List<FindingListEntry> findings,
            List<OwnerQuestion> waiting) {
        return new InventorySnapshot(
                asOf,
                List.copyOf(identities),
                identities.stream().map(ListedIdentity::summary).toList(),
                identities.stream()
                        .collect(Collectors.toMap(one -> one.summary().id(), one -> one, (one, _) -> one)),
                List.copyOf(findings),
                findings.stream()
                        .collect(Collectors.groupingBy(entry -> entry.finding().identity())),
                List.copyOf(waiting),
                new ValueCache<>(DERIVED),
                new ConcurrentHashMap<>());
    }

    /**
     * Returns a snapshot of the same identities and findings at a later time, with the questions that wait for an
     * answer at that time.
     */
    InventorySnapshot at(Instant later, List<OwnerQuestion> questions) {
        return new InventorySnapshot(
                later, listed, identities, byId, findings, findingsAbout, List.copyOf(questions), derived, orders);
    }

    Instant asOf() {
        return asOf;
    }

    /** Returns all identities, including those that have lost their access, highest risk first. */
    List<IdentitySummary> identities() {
        return identities;
    }

    /** Returns all identities with the strings that searches compare, highest risk first. */
    List<ListedIdentity> listed() {
        return listed;
    }

    /** Returns the identities in another order. Each order is computed once and then shared. */
    @SuppressWarnings("unchecked")
    List<ListedIdentity> listed(String order, Comparator<ListedIdentity> comparator) {
        List<ListedIdentity> ordered =
                (List<ListedIdentity>) derived.get("order " + order, () -> sorted(listed, comparator));
        orders.put(order, comparator);
        return ordered;
    }

    /**
     * Sorts the identities in the orders that requests used with an earlier snapshot, so that no request waits for it.
     * Few identities differ between two snapshots, so an earlier order is almost the new one. A snapshot of the same
     * identities at a later time shares the orders already; computing one of them from itself would never end.
     */
    void sortAs(InventorySnapshot earlier) {
        if (derived == earlier.derived) {
            return;
        }
        earlier.orders.forEach((order, comparator) -> {
            orders.put(order, comparator);
            var _ = derived.get("order " + order, () -> sorted(like(earlier.listed(order, comparator)), comparator));
        });
    }

    /** Returns the identities in the order of an earlier list. Those that it does not contain come last. */
    private List<ListedIdentity> like(List<ListedIdentity> earlier) {
        Set<IdentityId> placed = HashSet.newHashSet(listed.size());
        List<ListedIdentity> like = new ArrayList<>(listed.size());
        for (ListedIdentity before : earlier) {
            ListedIdentity now = byId.get(before.summary().id());
            if (now != null && placed.add(now.summary().id())) {
                like.add(now);
            }
        }
        for (ListedIdentity identity : listed) {
            if (placed.add(identity.summary().id())) {
                like.add(identity);
            }
        }
        return like;
    }

    private static List<ListedIdentity> sorted(List<ListedIdentity> identities, Comparator<ListedIdentity> comparator) {
        List<ListedIdentity> sorted = new ArrayList<>(identities);
        sorted.sort(comparator);
        return List.copyOf(sorted);
    }

    /** Returns the texts of all identities for searches, which are joined once. */
    SearchIndex searchIndex() {
        return (SearchIndex) derived.get("search index", () -> new SearchIndex(listed));
    }

    /**
     * Returns the identities that a filter selects. The selection is computed once and then shared, so that additional
     * pages cost little.
     */
    IdentitySelection selection(String filter, Supplier<IdentitySelection> select) {
        return selections.get(filter, select);
    }

    /**
     * Returns a value derived from this snapshot, including its questions and its time. The value is computed when it
     * is first requested, and then shared.
     */
    @SuppressWarnings("unchecked")
    <T> T deriveNow(String name, Class<? super T> type, Function<InventorySnapshot, T> compute) {
        return (T) type.cast(current.get(name, () -> compute.apply(this)));
    }

    /**
     * Returns a value derived from the identities and findings only. The value is computed when it is first requested,
     * and then shared.
     */
    @SuppressWarnings("unchecked")
    <T> T derive(String name, Class<? super T> type, Function<InventorySnapshot, T> compute) {
        return (T) type.cast(derived.get(name, () -> compute.apply(this)));
    }

    Optional<IdentitySummary> identity(IdentityId id) {
        return listed(id).map(ListedIdentity::summary);
    }

    Optional<ListedIdentity> listed(IdentityId id) {
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
