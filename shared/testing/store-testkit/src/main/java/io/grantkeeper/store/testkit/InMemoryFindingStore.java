package io.grantkeeper.store.testkit;

import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.finding.FindingStatus;
import io.grantkeeper.identity.store.FindingIndexEntry;
import io.grantkeeper.identity.store.FindingRank;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.StorePage;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A {@code FindingStore} that stores its data in memory. Tests use it in place of the DynamoDB implementation. */
public final class InMemoryFindingStore implements FindingStore {
    private static final Comparator<StoredFinding> MOST_SEVERE_FIRST = Comparator.comparing(
                    (StoredFinding kept) -> kept.finding.severity(), Comparator.reverseOrder())
            .thenComparing(kept -> kept.finding.foundAt())
            .thenComparing(kept -> kept.finding.identity())
            .thenComparing(kept -> kept.finding.key());

    private final Map<Key, StoredFinding> findings = new HashMap<>();

    private record Key(TenantId tenant, IdentityId identity, String key) {}

    private record StoredFinding(Finding finding, Optional<PersonId> owner) {}

    @Override
    public synchronized boolean open(TenantId tenant, Finding finding, Optional<PersonId> owner) {
        if (!wouldOpen(tenant, finding)) {
            return false;
        }
        findings.put(new Key(tenant, finding.identity(), finding.key()), new StoredFinding(finding, owner));
        return true;
    }

    @Override
    public synchronized boolean wouldOpen(TenantId tenant, Finding finding) {
        StoredFinding known = findings.get(new Key(tenant, finding.identity(), finding.key()));
        return known == null || outranks(finding, known.finding);
    }

    private static boolean outranks(Finding finding, Finding known) {
        Optional<String> rank = FindingRank.of(finding);
        return known.status() == FindingStatus.OPEN
                && known.sendId().isEmpty()
                && rank.isPresent()
                && FindingRank.of(known)
                        .filter(other -> other.compareTo(rank.get()) < 0)
                        .isPresent();
    }

    @Override
    public synchronized void close(TenantId tenant, IdentityId identity, String key, Instant at) {
        findings.computeIfPresent(
                new Key(tenant, identity, key),
                (_, kept) -> isOpen(kept) ? with(kept, closed(kept.finding, at)) : kept);
    }

    @Override
    public synchronized void accept(TenantId tenant, IdentityId identity, String key, Instant at) {
        findings.computeIfPresent(
                new Key(tenant, identity, key),
                (_, kept) -> isOpen(kept)
                        ? with(kept, kept.finding.withStatus(FindingStatus.ACCEPTED, Optional.of(at)))
                        : kept);
    }

    @Override
    public synchronized void reopen(TenantId tenant, Finding finding, Instant at, Optional<PersonId> owner) {
        findings.computeIfPresent(
                new Key(tenant, finding.identity(), finding.key()),
                (_, kept) -> kept.finding.status() == FindingStatus.ACCEPTED
                        ? new StoredFinding(kept.finding.withStatus(FindingStatus.OPEN, Optional.empty()), owner)
                        : kept);
    }

    @Override
    public List<Finding> openByIdentity(TenantId tenant, IdentityId identity) {
        return select(tenant, kept -> isOpen(kept) && kept.finding.identity().equals(identity));
    }

    @Override
    public StorePage<Finding> openByOwner(TenantId tenant, PersonId owner, int limit, Optional<String> from) {
        return StorePages.slice(
                select(tenant, kept -> isOpen(kept) && kept.owner.equals(Optional.of(owner))), limit, from);
    }

    @Override
    public StorePage<Finding> open(TenantId tenant, int limit, Optional<String> from) {
        return StorePages.slice(select(tenant, InMemoryFindingStore::isOpen), limit, from);
    }

    @Override
    public StorePage<FindingIndexEntry> openEntries(TenantId tenant, int limit, Optional<String> from) {
        return open(tenant, limit, from)
                .map(finding -> new FindingIndexEntry(
                        entryKey(finding),
                        String.join(
                                "#",
                                finding.severity().name(),
                                finding.foundAt().toString(),
                                entryKey(finding))));
    }

    @Override
    public Map<String, Finding> findings(TenantId tenant, Collection<String> keys) {
        return select(tenant, kept -> keys.contains(entryKey(kept.finding))).stream()
                .collect(Collectors.toMap(InMemoryFindingStore::entryKey, finding -> finding));
    }

    private static String entryKey(Finding finding) {
        return finding.identity() + "\n" + finding.key();
    }

    /** Returns all findings about an identity, open and closed. */
    List<Finding> allOf(TenantId tenant, IdentityId identity) {
        return select(tenant, kept -> kept.finding.identity().equals(identity));
    }

    /**
     * Assigns findings to a delivery, either all of them or none.
     *
     * @param keys the keys of the findings
     * @return whether the findings were assigned; false if one of them is missing or belongs to another delivery
     */
    synchronized boolean claim(TenantId tenant, IdentityId identity, Collection<String> keys, String sendId) {
        for (String key : keys) {
            StoredFinding kept = findings.get(new Key(tenant, identity, key));
            if (kept == null
                    || kept.finding.sendId().filter(id -> !id.equals(sendId)).isPresent()) {
                return false;
            }
        }
        for (String key : keys) {
            findings.computeIfPresent(
                    new Key(tenant, identity, key), (_, kept) -> with(kept, withSend(kept.finding, sendId)));
        }
        return true;
    }

    private synchronized List<Finding> select(TenantId tenant, Predicate<StoredFinding> wanted) {
        return findings.entrySet().stream()
                .filter(entry -> entry.getKey().tenant.equals(tenant))
                .map(Map.Entry::getValue)
                .filter(wanted)
                .sorted(MOST_SEVERE_FIRST)
                .map(StoredFinding::finding)
                .toList();
    }

    private static boolean isOpen(StoredFinding kept) {
        return kept.finding.status() == FindingStatus.OPEN;
    }

    private static StoredFinding with(StoredFinding kept, Finding finding) {
        return new StoredFinding(finding, kept.owner);
    }

    private static Finding closed(Finding finding, Instant at) {
        return finding.withStatus(FindingStatus.CLOSED, Optional.of(at));
    }

    private static Finding withSend(Finding finding, String sendId) {
        return finding.withSendId(Optional.of(sendId));
    }
}
