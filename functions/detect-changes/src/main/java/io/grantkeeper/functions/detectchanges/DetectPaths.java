package io.grantkeeper.functions.detectchanges;

import io.grantkeeper.detection.RowChange;
import io.grantkeeper.identity.Credential;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.KnownOrUnknown;
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
import io.grantkeeper.paths.OpenedPaths;
import io.grantkeeper.paths.PathAccount;
import io.grantkeeper.paths.PathChanges;
import io.grantkeeper.paths.PathFacts;
import io.grantkeeper.paths.PathFindings;
import io.grantkeeper.paths.PathIdentity;
import io.grantkeeper.paths.PathRules;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.paths.PathTenant;
import io.grantkeeper.paths.PathTenantConverter;
import java.time.Clock;
import java.time.Duration;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Opens a finding when a change opens paths, and closes the finding when the paths end.
 *
 * <p>A change is first recorded as pending, then examined together with all path facts of the
 * tenant, then marked as
 * examined. Each change is recorded before the facts are read. Therefore, if two changes open a path only together, at
 * least one examination sees both; the later change reports the path. If a run is interrupted, the pending change is
 * examined again and leads to the same findings.
 */
final class DetectPaths {
    private static final int RACES = 5;

    /** The maximum number of exposed identities whose paths are checked to decide whether a finding has ended. */
    private static final int MOST_SOURCES = 200;

    /** The maximum duration of a first read of administrator roles. */
    private static final Duration FIRST_READ = Duration.ofMinutes(10);

    private static final String IDENTITY = "identity/";
    private static final String PERSON = "person/";

    private static final Comparator<PathFactRow> IN_ORDER =
            Comparator.comparing(PathFactRow::changedAt).thenComparing(PathFactRow::key);

    private final PathFactStore store;
    private final AccessStore access;
    private final PathRules rules;
    private final PathFacts facts;
    private final PathSettings settings;
    private final Reports reports;
    private final Clock clock;

    /**
     * When the first row of administrator roles was stored, by tenant and connection. The facts are not read again for
     * each row.
     */
    private final Map<String, Instant> firstRead = new ConcurrentHashMap<>();

    /** Opens and closes findings. */
    interface Reports {
        void open(TenantId tenant, IdentityId identity, List<Finding> findings);

        void close(TenantId tenant, IdentityId identity, String key);

        /** Records the zones that an identity can get control of through a path. */
        void expose(TenantId tenant, IdentityId identity, SortedSet<String> zones);
    }

    DetectPaths(
            PathFactStore store,
            AccessStore access,
            PathRules rules,
            PathSettings settings,
            Reports reports,
            Clock clock) {
        this.store = store;
        this.access = access;
        this.rules = rules;
        this.facts = new PathFacts(rules, settings);
        this.settings = settings;
        this.reports = reports;
        this.clock = clock;
    }

    /**
     * Records the changes to an identity.
     *
     * @param baseline whether the first sweep of the connection found the changes, so that they open no findings
     * @return the key of a row to examine; empty if the changes neither open nor close anything
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
                PathTenantConverter.isWorkflows(identity)
                        || (before.isEmpty()
                                && (!settings.equals(PathSettings.none())
                                        || identity.form().contains("admin")));
            case RowChange.OfCredential(var _, var after) -> PathTenantConverter.isTrust(after.content());
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
        Map<String, Optional<StoredRecord<Credential>>> credentials = new HashMap<>();
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
                case RowChange.OfCredential(var before, var after) ->
                    credentials.putIfAbsent(after.content().key(), before);
            }
        }
        return Optional.of(new IdentityRecord(
                identity.orElse(rows.identity()),
                earlier(rows.grants(), Grant::key, grants),
                earlier(rows.credentials(), Credential::key, credentials),
                List.of(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    /** Returns rows in the state that they had before some of them were changed. */
    private static <T> List<StoredRecord<T>> earlier(
            List<StoredRecord<T>> rows, Function<T, String> key, Map<String, Optional<StoredRecord<T>>> changed) {
        List<StoredRecord<T>> earlier = new ArrayList<>();
        for (StoredRecord<T> row : rows) {
            Optional<StoredRecord<T>> before = changed.get(key.apply(row.content()));
            if (before == null) {
                earlier.add(row);
            } else {
                before.ifPresent(earlier::add);
            }
        }
        return earlier;
    }

    /** Records a change to an account, in the same way as {@code record} does for an identity. */
    Optional<String> record(TenantId tenant, Optional<StoredRecord<Person>> before, StoredRecord<Person> after) {
        String current = facts.of(after);
        PersonId id = after.content().id();
        String key = PERSON + id;
        if (id.isOfAllAssigned()
                && (!current.isEmpty() || store.find(tenant, key).isEmpty())) {
            // The daily run records this, together with the assignments: a stream of changes has no order across rows.
            return Optional.empty();
        }
        String earlier = before.isEmpty() && (after.baseline() || isOfFirstRead(tenant, after))
                ? current
                : before.map(facts::of).orElse("");
        return record(tenant, key, current, earlier, at(after));
    }

    /**
     * Returns whether a row belongs to the first read of a connection's administrator roles, or of the assignments to an
     * app. What only an update of Grantkeeper or a new permission made visible is not new. Until all assignments to an app
     * are known, anyone may be assigned to it, so a single one opens nothing.
     */
    private boolean isOfFirstRead(TenantId tenant, StoredRecord<Person> row) {
        PersonId id = row.content().id();
        if (id.isOfAssignment()) {
            return !areAssignmentsKnown(tenant, id);
        }
        if (!id.isOfRoles()) {
            return false;
        }
        String own = id.toString();
        String others = PERSON
                + own.substring(0, own.length() - id.account().externalId().length());
        Instant at = at(row);
        return !firstRead
                .computeIfAbsent(tenant + " " + others, k -> earliest(tenant, others, at))
                .isBefore(at.minus(FIRST_READ));
    }

    private boolean areAssignmentsKnown(TenantId tenant, PersonId assignment) {
        return store.find(tenant, PERSON + PersonId.allAssignedId(assignment.connection(), assignment.assignedApp()))
                .filter(row -> !row.facts().isEmpty())
                .isPresent();
    }

    /** Returns when the first of the rows was observed whose keys start alike. */
    private Instant earliest(TenantId tenant, String prefix, Instant ifNone) {
        return store.all(tenant).stream()
                .filter(other -> other.key().startsWith(prefix))
                .map(PathFactRow::changedAt)
                .min(Comparator.naturalOrder())
                .orElse(ifNone);
    }

    /**
     * Returns whether a row only states that the assignments to an app are known. What Grantkeeper knows about them opens
     * no path, so the row is never examined.
     */
    private static boolean isOfAllAssigned(String key) {
        return key.startsWith(PERSON)
                && PersonId.parse(key.substring(PERSON.length())).isOfAllAssigned();
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
                    boolean settled =
                            isOfAllAssigned(key) || (!row.isPending() && PathFacts.openTheSame(row.facts(), current));
                    PathFactRow next = row.withFacts(current, changedAt);
                    row = store.save(tenant, settled ? next.afterExamination() : next);
                    if (!settled) {
                        // Before the first daily run, a change can also lead back to what was last examined.
                        return Optional.of(key);
                    }
                }
                return row.isPending() ? Optional.of(key) : Optional.empty();
            } catch (ConcurrentWriteException e) {
                if (race >= RACES) {
                    throw e;
                }
            }
        }
    }

    /**
     * Examines rows whose changes were recorded: opens findings about new paths and closes findings about ended ones.
     * The
     * tenant's path facts are read once for all rows. If all changes together open nothing, they are not examined one
     * by
     * one.
     */
    void examine(TenantId tenant, Collection<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        SortedMap<String, PathFactRow> rows = new TreeMap<>();
        store.all(tenant).forEach(row -> rows.put(row.key(), row));
        Set<String> asked = new HashSet<>(keys);
        List<PathFactRow> pending = rows.values().stream()
                .filter(row -> row.isPending() || asked.contains(row.key()))
                .sorted(IN_ORDER)
                .toList();
        List<PathFactRow> examined =
                pending.stream().filter(row -> asked.contains(row.key())).toList();
        if (examined.isEmpty()) {
            return;
        }
        TenantFacts facts = new TenantFacts(tenant, rows);
        Map<String, Set<String>> exposedBefore = exposed(facts, examined.getFirst(), asked);
        Map<String, Set<String>> exposedAfter = exposed(facts, examined.getLast(), Set.of());
        if (opensNothing(exposedBefore, exposedAfter) && areTogether(pending, asked)) {
            examined.forEach(row -> settle(tenant, rows, row));
        } else {
            for (int i = 0; i < examined.size(); i++) {
                PathFactRow row = examined.get(i);
                // Nothing happens between two consecutive changes, so the first one's result is what was
                // before.
                boolean follows = i > 0 && pending.indexOf(row) == pending.indexOf(examined.get(i - 1)) + 1;
                Map<String, Set<String>> before = follows ? exposedAfter : exposed(facts, row, Set.of(row.key()));
                exposedAfter = examine(tenant, facts, row, before);
            }
        }
        boolean othersWait = pending.size() > examined.size();
        Set<String> ended = closeEnded(
                tenant, rows, othersWait ? PathChanges.exposed(rules, facts.where(PathFactRow::facts)) : exposedAfter);
        expose(tenant, zonesByIdentity(exposedBefore), zonesByIdentity(exposedAfter), ended);
    }

    private static boolean opensNothing(Map<String, Set<String>> before, Map<String, Set<String>> after) {
        return after.entrySet().stream()
                .allMatch(zone -> before.getOrDefault(zone.getKey(), Set.of()).containsAll(zone.getValue()));
    }

    /** Returns whether the changes to examine are consecutive, that is, no other pending change lies between them. */
    private static boolean areTogether(List<PathFactRow> pending, Set<String> asked) {
        int changes = 0;
        boolean before = false;
        for (PathFactRow row : pending) {
            boolean current = asked.contains(row.key());
            changes += current && !before ? 1 : 0;
            before = current;
        }
        return changes <= 1;
    }

    /**
     * Returns, for each zone, the identities that reach it immediately after a change.
     *
     * @param row the change; of the other pending changes, only the earlier ones are included
     * @param without the keys of rows whose own changes are ignored
     */
    private Map<String, Set<String>> exposed(TenantFacts facts, PathFactRow row, Set<String> without) {
        return PathChanges.exposed(
                rules, facts.where(other -> without.contains(other.key()) ? other.examined() : atChange(row, other)));
    }

    /**
     * Returns the path facts of a row at the time of a change. A later change that is still pending is left out; when
     * that
     * change is examined, it reports the paths that both changes open together.
     */
    private static String atChange(PathFactRow change, PathFactRow other) {
        return other.isPending() && IN_ORDER.compare(other, change) > 0 ? other.examined() : other.facts();
    }

    /** The path facts in a tenant's rows. The facts of each row are parsed only once. */
    private final class TenantFacts {
        private final TenantId tenant;
        private final SortedMap<String, PathFactRow> rows;
        private final Map<String, PathIdentity> identities = new HashMap<>();
        private final Map<String, PathAccount> accounts = new HashMap<>();

        TenantFacts(TenantId tenant, SortedMap<String, PathFactRow> rows) {
            this.tenant = tenant;
            this.rows = rows;
        }

        Collection<PathFactRow> rows() {
            return rows.values();
        }

        /**
         * Returns the tenant's identities and accounts. {@code factsOf} selects the path facts to use from each row.
         */
        PathTenant where(Function<PathFactRow, String> factsOf) {
            List<PathIdentity> chosen = new ArrayList<>();
            List<PathAccount> people = new ArrayList<>();
            for (PathFactRow row : rows.values()) {
                String text = factsOf.apply(row);
                if (!text.isEmpty() && row.key().startsWith(IDENTITY)) {
                    chosen.add(identities.computeIfAbsent(text, PathFacts::identity));
                } else if (!text.isEmpty()) {
                    people.add(accounts.computeIfAbsent(text, PathFacts::account));
                }
            }
            return new PathTenantConverter(Map.of(), clock.instant())
                    .convert(tenant.toString(), chosen, people)
                    .with(settings);
        }
    }

    /**
     * Examines which paths one change opened and closed.
     *
     * @return the identities that reach each zone after the change
     */
    private Map<String, Set<String>> examine(
            TenantId tenant, TenantFacts facts, PathFactRow row, Map<String, Set<String>> exposedBefore) {
        List<Reported> reported = new ArrayList<>();
        PathChanges.Result result =
                PathChanges.examine(rules, exposedBefore, facts.where(other -> atChange(row, other)), identityOf(row));
        Map<String, String> names = result.openings().isEmpty() ? Map.of() : names(facts.rows());
        for (OpenedPaths opening : result.openings()) {
            // If a later change was examined first, its finding already reports the path that both opened.
            if (!reportedByOthers(facts.rows(), row, opening.zone()).containsAll(opening.sources())) {
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
            intended = replace(tenant, facts.rows, row.withOpened(opened));
        }
        reported.forEach(one -> reports.open(tenant, one.finding().identity(), List.of(one.finding())));
        settle(tenant, facts.rows, intended);
        return result.exposed();
    }

    /**
     * Records that a change was examined. Before the first daily run, the tenant's path facts are incomplete, so the
     * change
     * stays pending and that run examines it again.
     */
    private void settle(TenantId tenant, SortedMap<String, PathFactRow> rows, PathFactRow row) {
        if (row.isPending() && rows.containsKey(PathFactRow.COMPLETE)) {
            replace(tenant, rows, row.afterExamination());
        }
    }

    private static Map<String, SortedSet<String>> zonesByIdentity(Map<String, Set<String>> exposed) {
        Map<String, SortedSet<String>> zones = new TreeMap<>();
        exposed.forEach((zone, identities) -> identities.forEach(identity ->
                zones.computeIfAbsent(identity, _ -> new TreeSet<>()).add(zone)));
        return zones;
    }

    /**
     * Records the zones of the identities whose zones have changed or whose reported paths have ended. If a change
     * affects very many identities, the daily run records their zones instead.
     */
    private void expose(
            TenantId tenant,
            Map<String, SortedSet<String>> before,
            Map<String, SortedSet<String>> after,
            Set<String> ended) {
        SortedSet<String> concerned = new TreeSet<>(before.keySet());
        concerned.addAll(after.keySet());
        concerned.removeIf(identity -> Objects.equals(before.get(identity), after.get(identity)));
        concerned.addAll(ended);
        concerned.stream()
                .limit(MOST_SOURCES)
                .forEach(identity -> reports.expose(
                        tenant, IdentityId.parse(identity), after.getOrDefault(identity, new TreeSet<>())));
    }

    /** Returns the identities that are already reported as exposed by open findings about other changes. */
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

    private Reported report(PathFactRow row, OpenedPaths opening, Map<String, String> names) {
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
                KnownOrUnknown.<PersonId>unknown(),
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
                        .map(after -> PathFindings.change(account(row.examined()), after, names))
                        .orElseGet(() ->
                                PathFindings.ended(PersonId.parse(row.key().substring(PERSON.length()))));
    }

    private static Optional<PathIdentity> identity(String facts) {
        return facts.isEmpty() ? Optional.empty() : Optional.of(PathFacts.identity(facts));
    }

    private static Optional<PathAccount> account(String facts) {
        return facts.isEmpty() ? Optional.empty() : Optional.of(PathFacts.account(facts));
    }

    /**
     * Closes the findings whose paths have ended, no matter which row they belong to. The paths of a finding have ended
     * if none of the exposed identities reaches the zone any longer.
     *
     * @return the identities that these findings reported
     */
    private Set<String> closeEnded(
            TenantId tenant, SortedMap<String, PathFactRow> rows, Map<String, Set<String>> exposed) {
        Set<String> ended = new HashSet<>();
        for (PathFactRow row : List.copyOf(rows.values())) {
            Predicate<OpenedPath> lasts = path -> path.sources().stream()
                    .anyMatch(source ->
                            exposed.getOrDefault(path.zone(), Set.of()).contains(source));
            List<OpenedPath> lasting = row.opened().stream().filter(lasts).toList();
            if (lasting.size() < row.opened().size()) {
                row.opened().stream().filter(lasts.negate()).forEach(path -> {
                    reports.close(tenant, IdentityId.parse(path.identity()), path.finding());
                    ended.addAll(path.sources());
                });
                try {
                    replace(tenant, rows, row.withOpened(lasting));
                } catch (ConcurrentWriteException e) {
                    rows.put(row.key(), row); // the next examination closes the findings again, which changes nothing
                }
            }
        }
        return ended;
    }

    private PathFactRow replace(TenantId tenant, SortedMap<String, PathFactRow> rows, PathFactRow row) {
        PathFactRow saved = store.save(tenant, row);
        rows.put(saved.key(), saved);
        return saved;
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
     * Compares a tenant's stored path facts with the current facts, and examines the differences: grants that have
     * expired, changes whose examination was interrupted, and rows that an earlier release stored.
     *
     * @param identities the current facts of identities, by id
     * @param people the current facts of accounts, by id
     * @param zones the recorded zones of the identities that reach any, by id
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
        // That the assignments to an app are known is recorded after all of them.
        List<String> keys = new ArrayList<>(current.keySet());
        keys.sort(Comparator.comparing(DetectPaths::isOfAllAssigned).thenComparing(Comparator.naturalOrder()));
        keys.forEach(key -> {
            String text = current.getOrDefault(key, "");
            PathFactRow row = rows.get(key);
            if (row == null && !text.isEmpty()) {
                // What was there before paths were examined opens nothing new.
                record(tenant, key, text, text, at);
            } else if (row != null && !row.facts().equals(text)) {
                record(tenant, key, text, row.facts(), at);
            }
        });
        if (!rows.containsKey(PathFactRow.COMPLETE)) {
            complete(tenant, at);
        }
        examine(
                tenant,
                store.all(tenant).stream()
                        .filter(PathFactRow::isPending)
                        .map(PathFactRow::key)
                        .toList());
        rows.clear();
        store.all(tenant).forEach(row -> rows.put(row.key(), row));
        PathTenant now = new TenantFacts(tenant, rows).where(PathFactRow::facts);
        Map<String, Set<String>> exposed = PathChanges.exposed(rules, now);
        // Rows that were recorded without an examination can end paths too: the assignments to an app, once all are
        // known.
        Set<String> ended = closeEnded(tenant, rows, exposed);
        expose(tenant, zones, zonesByIdentity(exposed), ended);
    }

    /** Records that the path facts of the whole tenant are stored. */
    private void complete(TenantId tenant, Instant at) {
        try {
            store.save(tenant, new PathFactRow(PathFactRow.COMPLETE, "", "", List.of(), at, 0));
        } catch (ConcurrentWriteException e) {
            // Another daily run has recorded it.
        }
    }

    /** Returns the path facts of an identity, for {@link #reconcile}. */
    String factsOf(IdentityRecord rows) {
        return facts.of(rows, clock.instant());
    }

    /** Returns the path facts of an account, for {@link #reconcile}. */
    String factsOf(StoredRecord<Person> row) {
        return facts.of(row);
    }
}
