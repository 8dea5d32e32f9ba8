package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.Knowledge;
import io.grantkeeper.identity.NonHumanIdentity;
import io.grantkeeper.identity.Person;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.PathFactRow;
import io.grantkeeper.identity.store.PathFactRow.OpenedPath;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.paths.PathAccount;
import io.grantkeeper.paths.PathChanges;
import io.grantkeeper.paths.PathFacts;
import io.grantkeeper.paths.PathFindings;
import io.grantkeeper.paths.PathIdentity;
import io.grantkeeper.paths.PathOpening;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.PathZone;
import io.grantkeeper.paths.StoredTenant;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Reports paths that a change opens, and ends these reports when the paths end.
 *
 * <p>A change is first recorded as pending, then examined together with all facts of the tenant, then marked as examined.
 * Because each change is recorded before the facts are read, of two changes that together open a path at least one sees
 * the other; the later one reports the path. If a run is interrupted, the pending change is examined again and leads to
 * the same findings.
 */
final class DetectPaths {
    private static final int RACES = 5;

    /** How many of the identities that a change exposes decide when its finding ends. */
    private static final int MOST_SOURCES = 200;

    private static final String IDENTITY = "identity/";
    private static final String PERSON = "person/";

    private static final Comparator<PathFactRow> IN_ORDER =
            Comparator.comparing(PathFactRow::changedAt).thenComparing(PathFactRow::key);

    private final PathFactStore store;
    private final AccessStore access;
    private final PathRules rules;
    private final PathFacts facts;
    private final List<PathZone> zones;
    private final Reports reports;
    private final Clock clock;

    /** Where findings are opened and closed. */
    interface Reports {
        void open(TenantId tenant, IdentityId identity, List<Finding> findings);

        void close(TenantId tenant, IdentityId identity, String key);

        /** Records the zones of which an identity gets control on a path. */
        void expose(TenantId tenant, IdentityId identity, SortedSet<String> zones);
    }

    DetectPaths(
            PathFactStore store,
            AccessStore access,
            PathRules rules,
            List<PathZone> zones,
            Reports reports,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.rules = rules;
        this.facts = new PathFacts(rules, zones);
        this.zones = List.copyOf(zones);
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Records the changes to an identity.
     *
     * @param baseline whether the first sweep of the connection found them, so that they open nothing new
     * @return the key of a row to examine; empty if the changes open and close nothing
     */
    Optional<String> record(IdentityChangeBatch batch, StoredRecord<NonHumanIdentity> identity, boolean baseline) {
        String key = IDENTITY + batch.identity();
        boolean relevant = batch.changes().stream().anyMatch(change -> isRelevant(identity.content(), change));
        Optional<PathFactRow> stored = relevant ? Optional.empty() : store.find(batch.tenant(), key);
        if (!relevant && (stored.isEmpty() || batch.changes().stream().noneMatch(DetectPaths::isOfIdentity))) {
            return Optional.empty();
        }
        Optional<IdentityRecord> rows = access.identityRecord(batch.tenant(), batch.identity());
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        String current = facts.of(rows.get(), now);
        String before = baseline
                ? current
                : before(rows.get(), batch)
                        .map(earlier -> facts.of(earlier, now))
                        .orElse("");
        return record(batch.tenant(), key, current, before, changedAt(batch).orElse(now));
    }

    private boolean isRelevant(NonHumanIdentity identity, RowChange change) {
        return switch (change) {
            case RowChange.OfGrant(var before, var after) ->
                facts.areRelevant(
                                identity.provider().toString(), after.content().scopes())
                        || before.filter(row -> facts.areRelevant(
                                        identity.provider().toString(),
                                        row.content().scopes()))
                                .isPresent();
            // Most identities open nothing without a grant; an admin key does, and a zone can name an identity.
            case RowChange.OfIdentity(var before, var _) ->
                before.isEmpty() && (!zones.isEmpty() || identity.form().contains("admin"));
            case RowChange.OfCredential _ -> false;
        };
    }

    private static boolean isOfIdentity(RowChange change) {
        return change instanceof RowChange.OfIdentity;
    }

    private static Optional<Instant> changedAt(IdentityChangeBatch batch) {
        return batch.changes().stream()
                .map(change -> switch (change) {
                    case RowChange.OfIdentity(var _, var after) -> at(after);
                    case RowChange.OfGrant(var _, var after) -> at(after);
                    case RowChange.OfCredential(var _, var after) -> at(after);
                })
                .max(Comparator.naturalOrder());
    }

    private static Instant at(StoredRecord<?> row) {
        return row.removedAt().orElse(row.observedAt());
    }

    /** Returns the rows before the changes; empty if the identity is new. */
    private static Optional<IdentityRecord> before(IdentityRecord rows, IdentityChangeBatch batch) {
        Optional<StoredRecord<NonHumanIdentity>> identity = Optional.empty();
        Map<String, Optional<StoredRecord<Grant>>> grants = new HashMap<>();
        for (RowChange change : batch.changes()) {
            switch (change) {
                case RowChange.OfIdentity(var before, var _) -> {
                    if (before.isEmpty()) {
                        return Optional.empty();
                    }
                    identity = identity.or(() -> before);
                }
                case RowChange.OfGrant(var before, var after) ->
                    grants.putIfAbsent(after.content().key(), before);
                case RowChange.OfCredential(Optional<StoredRecord<Credential>> _, StoredRecord<Credential> _) -> {}
            }
        }
        List<StoredRecord<Grant>> earlier = new ArrayList<>();
        for (StoredRecord<Grant> grant : rows.grants()) {
            Optional<StoredRecord<Grant>> before = grants.get(grant.content().key());
            if (before == null) {
                earlier.add(grant);
            } else {
                before.ifPresent(earlier::add);
            }
        }
        return Optional.of(new IdentityRecord(
                identity.orElse(rows.identity()),
                earlier,
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    /** Records a change to an account. The parameters and the result are those of the other method. */
    Optional<String> record(TenantId tenant, Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        String current = facts.of(after);
        String earlier = after.baseline() && before.isEmpty()
                ? current
                : before.map(facts::of).orElse("");
        return record(tenant, PERSON + after.content().id(), current, earlier, at(after));
    }

    private Optional<String> record(TenantId tenant, String key, String current, String before, Instant changedAt) {
        for (int race = 0; ; race++) {
            Optional<PathFactRow> stored = store.find(tenant, key);
            if (stored.isEmpty() && current.isEmpty() && before.isEmpty()) {
                return Optional.empty();
            }
            PathFactRow row = stored.orElseGet(() -> new PathFactRow(key, before, before, List.of(), changedAt, 0));
            try {
                if (stored.isEmpty() || !row.facts().equals(current)) {
                    boolean settled = !row.isPending() && PathFacts.openTheSame(row.facts(), current);
                    PathFactRow next = row.withFacts(current, changedAt);
                    row = store.save(tenant, settled ? next.afterExamination() : next);
                }
                return row.isPending() ? Optional.of(key) : Optional.empty();
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    /** Examines rows whose changes were recorded: opens findings about new paths and closes those about ended ones. */
    void examine(TenantId tenant, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        SortedMap<String, PathFactRow> rows = new TreeMap<>();
        store.all(tenant).forEach(row -> rows.put(row.key(), row));
        List<String> inOrder = keys.stream()
                .distinct()
                .flatMap(key -> Optional.ofNullable(rows.get(key)).stream())
                .sorted(IN_ORDER)
                .map(PathFactRow::key)
                .toList();
        Map<String, PathIdentity> read = new HashMap<>();
        for (String key : inOrder) {
            // Read again, because the examination of an earlier change can replace a row.
            PathFactRow row = rows.get(key);
            if (row != null && row.isPending()) {
                examine(tenant, rows, row, read);
            }
        }
    }

    /**
     * Examines one change.
     *
     * @param read the facts about identities that were read already, by their text
     */
    private void examine(
            TenantId tenant, SortedMap<String, PathFactRow> rows, PathFactRow row, Map<String, PathIdentity> read) {
        // A later change that is still pending reports what both open together.
        Function<PathFactRow, String> later =
                other -> other.isPending() && IN_ORDER.compare(other, row) > 0 ? other.examined() : other.facts();
        PathTenant before = tenant(
                tenant,
                rows.values(),
                other -> other.key().equals(row.key()) ? other.examined() : later.apply(other),
                read);
        PathTenant after = tenant(tenant, rows.values(), later, read);
        List<Reported> reported = new ArrayList<>();
        Map<String, Set<String>> exposedBefore = PathChanges.exposed(rules, before);
        PathChanges.Result result = PathChanges.examine(rules, exposedBefore, after, identityOf(row));
        Map<String, String> names = result.openings().isEmpty() ? Map.of() : names(rows.values());
        for (PathOpening opening : result.openings()) {
            // If a later change was examined first, its finding already reports the path that both opened.
            if (!reportedByOthers(rows.values(), row, opening.zone()).containsAll(opening.sources())) {
                reported.add(report(row, opening, names));
            }
        }
        Set<String> known = new HashSet<>();
        row.opened().forEach(path -> known.add(path.finding()));
        List<OpenedPath> opened = new ArrayList<>(row.opened());
        reported.stream()
                .map(Reported::path)
                .filter(path -> !known.contains(path.finding()))
                .forEach(opened::add);
        PathFactRow intended = row;
        if (opened.size() > row.opened().size()) {
            // Recorded before the findings are opened, so that each of them is closed some day.
            intended = replace(tenant, rows, row.withOpened(opened));
        }
        reported.forEach(one -> reports.open(tenant, one.finding().identity(), List.of(one.finding())));
        replace(tenant, rows, intended.afterExamination());
        closeEnded(tenant, rows, result.exposed());
        expose(tenant, zonesByIdentity(exposedBefore), zonesByIdentity(result.exposed()));
    }

    private static Map<String, SortedSet<String>> zonesByIdentity(Map<String, Set<String>> exposed) {
        Map<String, SortedSet<String>> zones = new TreeMap<>();
        exposed.forEach((zone, identities) -> identities.forEach(identity ->
                zones.computeIfAbsent(identity, _ -> new TreeSet<>()).add(zone)));
        return zones;
    }

    /** Records the zones of the identities whose zones differ. A change that concerns very many is left to the daily run. */
    private void expose(TenantId tenant, Map<String, SortedSet<String>> before, Map<String, SortedSet<String>> after) {
        SortedSet<String> concerned = new TreeSet<>(before.keySet());
        concerned.addAll(after.keySet());
        concerned.stream()
                .filter(identity -> !Objects.equals(before.get(identity), after.get(identity)))
                .limit(MOST_SOURCES)
                .forEach(identity -> reports.expose(
                        tenant, IdentityId.parse(identity), after.getOrDefault(identity, new TreeSet<>())));
    }

    /** Returns the identities that open findings about other changes report as exposed. */
    private static Set<String> reportedByOthers(Collection<PathFactRow> rows, PathFactRow row, String zone) {
        Set<String> sources = new HashSet<>();
        for (PathFactRow other : rows) {
            if (!other.key().equals(row.key())) {
                other.opened().stream()
                        .filter(path -> path.zone().equals(zone))
                        .forEach(path -> sources.addAll(path.sources()));
            }
        }
        return sources;
    }

    private record Reported(OpenedPath path, Finding finding) {}

    private Reported report(PathFactRow row, PathOpening opening, Map<String, String> names) {
        IdentityId about = row.key().startsWith(IDENTITY)
                ? IdentityId.parse(identityOf(row))
                : IdentityId.parse(opening.sources().getFirst());
        Finding finding = PathFindings.of(
                opening,
                about,
                change(row, names),
                row.key(),
                row.changedAt(),
                names,
                Knowledge.<PersonId>unknown(),
                clock.instant());
        return new Reported(
                new OpenedPath(
                        opening.zone(),
                        about.toString(),
                        finding.key(),
                        opening.sources().stream().limit(MOST_SOURCES).toList()),
                finding);
    }

    private static String identityOf(PathFactRow row) {
        return row.key().startsWith(IDENTITY) ? row.key().substring(IDENTITY.length()) : "";
    }

    private static String change(PathFactRow row, Map<String, String> names) {
        return row.key().startsWith(IDENTITY)
                ? PathFindings.change(identity(row.examined()), identity(row.facts()), names)
                : account(row.facts())
                        .map(after -> PathFindings.change(account(row.examined()), after))
                        .orElse("An account can no longer be used.");
    }

    private static Optional<PathIdentity> identity(String facts) {
        return facts.isEmpty() ? Optional.empty() : Optional.of(PathFacts.identity(facts));
    }

    private static Optional<PathAccount> account(String facts) {
        return facts.isEmpty() ? Optional.empty() : Optional.of(PathFacts.account(facts));
    }

    /** Closes the findings of all rows whose paths have ended: none of the exposed identities reaches the zone now. */
    private void closeEnded(TenantId tenant, SortedMap<String, PathFactRow> rows, Map<String, Set<String>> exposed) {
        for (PathFactRow row : List.copyOf(rows.values())) {
            Predicate<OpenedPath> lasts = path -> path.sources().stream()
                    .anyMatch(source ->
                            exposed.getOrDefault(path.zone(), Set.of()).contains(source));
            List<OpenedPath> lasting = row.opened().stream().filter(lasts).toList();
            if (lasting.size() < row.opened().size()) {
                row.opened().stream()
                        .filter(lasts.negate())
                        .forEach(path -> reports.close(tenant, IdentityId.parse(path.identity()), path.finding()));
                try {
                    replace(tenant, rows, row.withOpened(lasting));
                } catch (ConcurrentWriteException e) {
                    rows.put(row.key(), row); // the next examination closes the findings again, which changes nothing
                }
            }
        }
    }

    private PathFactRow replace(TenantId tenant, SortedMap<String, PathFactRow> rows, PathFactRow row) {
        PathFactRow saved = store.save(tenant, row);
        rows.put(saved.key(), saved);
        return saved;
    }

    private PathTenant tenant(
            TenantId tenant,
            Collection<PathFactRow> rows,
            Function<PathFactRow, String> factsOf,
            Map<String, PathIdentity> read) {
        List<PathIdentity> identities = new ArrayList<>();
        List<PathAccount> accounts = new ArrayList<>();
        for (PathFactRow row : rows) {
            String text = factsOf.apply(row);
            if (!text.isEmpty() && row.key().startsWith(IDENTITY)) {
                identities.add(read.computeIfAbsent(text, PathFacts::identity));
            } else if (!text.isEmpty()) {
                accounts.add(PathFacts.account(text));
            }
        }
        return new StoredTenant(Map.of(), clock.instant())
                .convert(tenant.toString(), identities, accounts)
                .withZones(zones);
    }

    /** Returns the display names of identities and accounts by their ids. */
    private static Map<String, String> names(Collection<PathFactRow> rows) {
        Map<String, String> names = new HashMap<>();
        for (PathFactRow row : rows) {
            if (!row.facts().isEmpty() && row.key().startsWith(IDENTITY)) {
                names.put(identityOf(row), PathFacts.identity(row.facts()).name());
            } else if (!row.facts().isEmpty()) {
                PathAccount account = PathFacts.account(row.facts());
                names.put(account.account(), account.name());
            }
        }
        return names;
    }

    /**
     * Compares what is stored about a tenant with the facts that paths are derived from, and examines the differences:
     * grants that have expired, changes whose examination was interrupted, and rows that an earlier release stored.
     *
     * @param identities the current facts of identities by id
     * @param people the current facts of accounts by id
     * @param zones the recorded zones of the identities that have any, by id
     */
    void reconcile(
            TenantId tenant,
            Map<String, String> identities,
            Map<String, String> people,
            Map<String, SortedSet<String>> zones) {
        SortedMap<String, PathFactRow> rows = new TreeMap<>();
        store.all(tenant).forEach(row -> rows.put(row.key(), row));
        Map<String, String> current = new TreeMap<>();
        identities.forEach((id, text) -> current.put(IDENTITY + id, text));
        people.forEach((id, text) -> current.put(PERSON + id, text));
        Instant at = clock.instant();
        current.forEach((key, text) -> {
            PathFactRow row = rows.get(key);
            if (row == null && !text.isEmpty()) {
                // What was there before paths were examined opens nothing new.
                record(tenant, key, text, text, at);
            } else if (row != null && !row.facts().equals(text)) {
                record(tenant, key, text, row.facts(), at);
            }
        });
        examine(
                tenant,
                store.all(tenant).stream()
                        .filter(PathFactRow::isPending)
                        .map(PathFactRow::key)
                        .toList());
        PathTenant now = tenant(tenant, store.all(tenant), PathFactRow::facts, new HashMap<>());
        expose(tenant, zones, zonesByIdentity(PathChanges.exposed(rules, now)));
    }

    /** Returns the facts about an identity for {@link #reconcile}. */
    String factsOf(IdentityRecord rows) {
        return facts.of(rows, clock.instant());
    }

    /** Returns the facts about an account for {@link #reconcile}. */
    String factsOf(StoredRecord<Person> row) {
        return facts.of(row);
    }
}
