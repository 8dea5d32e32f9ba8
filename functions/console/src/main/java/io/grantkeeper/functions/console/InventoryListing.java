package io.grantkeeper.functions.console;

import io.grantkeeper.catalog.AppCatalog;
import io.grantkeeper.catalog.CatalogProduct;
import io.grantkeeper.catalog.ProductId;
import io.grantkeeper.identity.Connection;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.finding.OwnerCandidate;
import io.grantkeeper.identity.finding.Severity;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.FindingIndexEntry;
import io.grantkeeper.identity.store.PersonNames;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.SummaryIndexEntry;
import io.grantkeeper.identity.text.ExternalText;
import io.grantkeeper.reports.FindingListEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All identities and open findings in memory, limited to what lists show. The first update reads everything. Each later
 * update reads the index entries, which state what changed, and then only the changed data. Not thread-safe.
 */
final class InventoryListing {
    /**
     * How far back an update looks for changes. A function may store a change some time after the change's timestamp.
     */
    private static final Duration OVERLAP = Duration.ofHours(1);

    /**
     * The interval at which an update compares all index entries instead of only the recent ones. This finds changes
     * that
     * were stored with an older timestamp.
     */
    private static final Duration WALK = Duration.ofHours(1);

    /** How long after the end of a minute a summary with a timestamp in that minute can still be stored. */
    private static final Duration SETTLED = Duration.ofMinutes(6);

    private static final int PAGE = 5_000;

    /**
     * The number of summaries that an update reads in one step. Data already read by a failed update is not read again.
     */
    private static final int PART = 2_000;

    private static final int QUESTIONS = 200;

    /**
     * The maximum number of names that one update looks up in people's other accounts. Each lookup takes several reads.
     */
    private static final int NAMES = 200;

    static final Comparator<ListedIdentity> HIGHEST_RISK_FIRST = Comparator.comparing(
                    (ListedIdentity identity) -> identity.summary().severity())
            .reversed()
            .thenComparing(ListedIdentity::name)
            .thenComparing(identity -> identity.summary().id());

    private final ConsoleStores stores;
    private final Map<String, Known> identities = new HashMap<>();
    private Map<FindingIndexEntry, Finding> findings = new LinkedHashMap<>();
    private final Map<PersonId, Optional<Person>> people;
    /** The names of people whose account states only a login; empty if no other account has a name. */
    private final Map<PersonId, Optional<String>> names = new HashMap<>();
    /** Values that many summaries share, so that equal values are in memory only once. */
    private final Map<Object, Object> shared = new HashMap<>();

    /** The progress of the current update. Other threads read it. */
    private volatile Progress progress = new Progress(0, 0);

    /**
     * The progress of an update.
     *
     * @param total the number of identities to read; zero while they are still being counted
     */
    record Progress(int read, int total) {}

    private @Nullable Instant readAt;
    private @Nullable Instant walkedAt;
    private @Nullable InventorySnapshot last;

    private record Known(IdentitySummary summary, Optional<Instant> changedIn, Instant readAt) {
        boolean isCurrent(SummaryIndexEntry entry) {
            return changedIn.equals(entry.changedIn())
                    && changedIn
                            .filter(minute -> minute.plus(SETTLED).isAfter(readAt))
                            .isEmpty();
        }
    }

    /**
     * Creates an empty listing.
     *
     * @param people receives the owners, so that lists show their names without another read
     */
    InventoryListing(ConsoleStores stores, Map<PersonId, Optional<Person>> people) {
        this.stores = stores;
        this.people = people;
    }

    int size() {
        return identities.size();
    }

    /**
     * Returns the progress of the current update: how many of its identities were read. May be called from any thread.
     */
    Progress progress() {
        return progress;
    }

    /** Reads what changed and returns the current inventory. */
    InventorySnapshot update() {
        Instant now = stores.clock().instant();
        boolean changed = updateIdentities(now);
        changed |= updateFindings();
        List<OwnerQuestion> waiting =
                StorePage.readAll(from -> stores.questions().waiting(stores.tenant(), QUESTIONS, from));
        InventorySnapshot known = last;
        InventorySnapshot updated = changed || known == null ? build(now, waiting) : known.at(now, waiting);
        readAt = now;
        last = updated;
        return updated;
    }

    private boolean updateIdentities(Instant now) {
        Instant before = readAt;
        Instant walked = walkedAt;
        boolean walk = before == null || walked == null || !walked.plus(WALK).isAfter(now);
        Optional<Instant> since = walk || before == null ? Optional.empty() : Optional.of(before.minus(OVERLAP));
        Map<String, SummaryIndexEntry> toRead = new HashMap<>();
        Set<String> listed = new HashSet<>();
        for (Severity severity : Severity.values()) {
            StorePage.forEach(
                    from -> stores.access().summaryEntries(stores.tenant(), severity, since, PAGE, from), entry -> {
                        listed.add(entry.key());
                        Known known = identities.get(entry.key());
                        if (known == null || !known.isCurrent(entry)) {
                            toRead.put(entry.key(), entry);
                        }
                    });
        }
        boolean changed = false;
        List<SummaryIndexEntry> all = List.copyOf(toRead.values());
        progress = new Progress(0, all.size());
        for (int start = 0; start < all.size(); start += PART) {
            // In parts, because the rows take several times the memory of the listing.
            changed |= read(all.subList(start, Math.min(start + PART, all.size())), now);
            progress = new Progress(Math.min(start + PART, all.size()), all.size());
        }
        if (walk) {
            identities.keySet().retainAll(listed);
            people.clear();
            names.clear();
            shared.clear(); // values that no summary has any more would stay in memory
            walkedAt = now;
        }
        return changed || walk;
    }

    /** Reads summaries and returns whether any of them is new or changed. */
    private boolean read(List<SummaryIndexEntry> entries, Instant now) {
        Map<String, IdentitySummary> read = stores.access()
                .summaries(
                        stores.tenant(),
                        entries.stream().map(SummaryIndexEntry::key).toList());
        boolean changed = false;
        for (SummaryIndexEntry entry : entries) {
            IdentitySummary summary = read.get(entry.key());
            if (summary != null) {
                Known earlier = identities.put(entry.key(), new Known(forLists(summary), entry.changedIn(), now));
                changed |= earlier == null || earlier.summary().version() != summary.version();
            }
        }
        return changed;
    }

    private boolean updateFindings() {
        List<FindingIndexEntry> entries =
                StorePage.readAll(from -> stores.findings().openEntries(stores.tenant(), PAGE, from));
        List<FindingIndexEntry> unknown =
                entries.stream().filter(entry -> !findings.containsKey(entry)).toList();
        if (unknown.isEmpty() && entries.size() == findings.size()) {
            return false;
        }
        Map<String, Finding> read = stores.findings()
                .findings(
                        stores.tenant(),
                        unknown.stream().map(FindingIndexEntry::key).toList());
        Map<FindingIndexEntry, Finding> open = new LinkedHashMap<>();
        for (FindingIndexEntry entry : entries) {
            Finding finding = findings.containsKey(entry) ? findings.get(entry) : read.get(entry.key());
            if (finding != null && finding.status() == FindingStatus.OPEN) {
                open.put(entry, finding);
            }
        }
        findings = open;
        return true;
    }

    private InventorySnapshot build(Instant now, List<OwnerQuestion> waiting) {
        Set<ConnectionId> connections =
                stores.connections().stream().map(Connection::id).collect(Collectors.toSet());
        connections.add(ConnectionId.DECISION_POINT); // the agents that no provider lists
        Map<IdentityId, IdentitySummary> byId = HashMap.newHashMap(identities.size());
        identities.values().forEach(known -> byId.put(known.summary().id(), known.summary()));
        readOwners(byId.values());
        Map<PersonId, String> ownerNames = new HashMap<>();
        List<ListedIdentity> sorted = new ArrayList<>(byId.size());
        for (IdentitySummary identity : inOrderOf(last, byId)) {
            if (connections.contains(identity.id().connection())) {
                String owner = identity.owner()
                        .map(id -> ownerNames.computeIfAbsent(id, this::ownerName))
                        .orElse("");
                sorted.add(listed(identity, owner));
            }
        }
        sorted.sort(HIGHEST_RISK_FIRST);
        return InventorySnapshot.of(
                now,
                sorted,
                findings.values().stream()
                        .map(finding -> listed(finding, Optional.ofNullable(byId.get(finding.identity()))))
                        .toList(),
                waiting);
    }

    private String ownerName(PersonId id) {
        return people.getOrDefault(id, Optional.empty())
                .map(person -> person.displayName().text())
                .orElse(id.externalId());
    }

    /**
     * Returns an identity with its searchable strings. Reuses the strings of the last update unless the identity or its
     * owner's name changed.
     */
    private ListedIdentity listed(IdentitySummary identity, String owner) {
        InventorySnapshot before = last;
        return (before == null ? Optional.<ListedIdentity>empty() : before.listed(identity.id()))
                .filter(known -> known.summary().version() == identity.version()
                        && known.owner().equals(owner))
                .orElseGet(() -> ListedIdentity.of(
                        identity,
                        identity.product().map(InventoryListing::productName).orElse(""),
                        owner));
    }

    /** Returns the identities in the order of the last update, because sorting an almost sorted list is cheap. */
    private static Collection<IdentitySummary> inOrderOf(
            @Nullable InventorySnapshot known, Map<IdentityId, IdentitySummary> identities) {
        if (known == null) {
            return identities.values();
        }
        List<IdentitySummary> ordered = new ArrayList<>(identities.size());
        for (IdentitySummary before : known.identities()) {
            IdentitySummary now = identities.get(before.id());
            if (now != null) {
                ordered.add(now);
            }
        }
        identities.values().stream()
                .filter(identity -> known.identity(identity.id()).isEmpty())
                .forEach(ordered::add);
        return ordered;
    }

    private void readOwners(Collection<IdentitySummary> summaries) {
        Set<PersonId> owners = summaries.stream()
                .flatMap(summary -> summary.owner().stream())
                .filter(owner -> !people.containsKey(owner))
                .collect(Collectors.toSet());
        if (!owners.isEmpty()) {
            var found = stores.access().peopleById(stores.tenant(), owners);
            owners.forEach(owner ->
                    people.put(owner, Optional.ofNullable(found.get(owner)).map(stored -> stored.content())));
        }
        int reads = NAMES;
        for (Person login : people.values().stream()
                .flatMap(Optional::stream)
                .filter(person -> !PersonNames.isWritten(person.displayName().text()))
                .toList()) {
            if (!names.containsKey(login.id()) && reads-- > 0) {
                names.put(login.id(), PersonNames.of(stores.access(), stores.tenant(), login.id()));
            }
            names.getOrDefault(login.id(), Optional.empty())
                    .ifPresent(
                            name -> people.put(login.id(), Optional.of(login.withDisplayName(ExternalText.of(name)))));
        }
    }

    private FindingListEntry listed(Finding finding, Optional<IdentitySummary> summary) {
        Optional<PersonId> owner = summary.flatMap(IdentitySummary::owner);
        Optional<Person> person = owner.flatMap(id -> people.getOrDefault(id, Optional.empty()));
        return new FindingListEntry(
                finding,
                summary.map(IdentitySummary::provider),
                summary.map(known -> known.displayName().text())
                        .orElse(finding.identity().externalId()),
                summary.flatMap(IdentitySummary::product).map(InventoryListing::productName),
                owner.map(id -> person.map(known -> known.displayName().text()).orElse(id.externalId())),
                person.flatMap(known -> known.email().toOptional()));
    }

    private static String productName(String id) {
        return AppCatalog.standard()
                .find(new ProductId(id))
                .map(CatalogProduct::name)
                .orElse(id);
    }

    /**
     * Returns a copy of a summary without the details that only an identity's own screen shows. That screen reads the
     * identity itself.
     */
    private IdentitySummary forLists(IdentitySummary full) {
        List<OwnerCandidate> owners = new ArrayList<>();
        for (OwnerCandidate candidate : full.owners()) {
            owners.add(
                    new OwnerCandidate(share(candidate.person()), owners.isEmpty() ? candidate.evidence() : List.of()));
        }
        return new IdentitySummary(
                new IdentityId(
                        share(full.id().connection()),
                        full.id().kind(),
                        full.id().externalId()),
                share(full.provider()),
                share(full.form()),
                full.displayName(),
                full.status(),
                full.severity(),
                full.ai(),
                share(full.product()),
                List.of(),
                share(List.copyOf(full.reaches().stream().map(this::share).toList())),
                owners,
                full.lastUsed(),
                full.nextExpiry(),
                share(full.use()),
                share(full.approval()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                full.firstSeen(),
                full.changedAt(),
                Optional.empty(),
                Optional.empty(),
                full.version());
    }

    @SuppressWarnings("unchecked")
    private <T> T share(T value) {
        return (T) shared.computeIfAbsent(value, same -> same);
    }
}
