package io.grantkeeper.functions.console;

import io.grantkeeper.behavior.incident.CloseIncident;
import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentEntry;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.incident.IncidentVerdict;
import io.grantkeeper.connector.Connector;
import io.grantkeeper.identity.Grant;
import io.grantkeeper.identity.GrantSubject;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.ProviderId;
import io.grantkeeper.identity.Timestamp;
import io.grantkeeper.identity.finding.IdentitySummary;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.store.ConcurrentWriteException;
import io.grantkeeper.identity.store.IdentityRecord;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.StoredRecord;
import io.grantkeeper.ledger.entry.EntryIds;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The API operations for incidents: their list, the timeline of one incident, the effects of containing it, and closing
 * it.
 */
final class IncidentApi {
    private static final int PAGE = 100;

    /** The maximum age of the list of incidents. Reading the list costs at least half a read unit per incident. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    /**
     * The maximum number of merges to follow when looking for the incident that now contains another incident's
     * entries.
     */
    private static final int MERGES = 10;

    private final ConsoleStores stores;
    private final ConsoleInventory inventory;
    private final ApiViews views;
    private final IncidentStore incidents;
    private final CloseIncident closing;
    private volatile @Nullable Read last;

    private record Read(Instant at, List<Incident> incidents) {}

    IncidentApi(
            ConsoleStores stores,
            ConsoleInventory inventory,
            ApiViews views,
            IncidentStore incidents,
            CloseIncident closing) {
        this.stores = stores;
        this.inventory = inventory;
        this.views = views;
        this.incidents = incidents;
        this.closing = closing;
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("incidents", this::list);
        handlers.put("incident", call -> ApiResult.of(detail(required(call))));
        handlers.put("containment", this::containment);
        handlers.put("closeIncident", this::close);
    }

    private ApiResult list(AuthorizedApiCall call) {
        InventorySnapshot snapshot = inventory.snapshot();
        List<Incident> selected = recent().stream()
                .filter(incident -> incident.mergedInto().isEmpty())
                .filter(filter(call, snapshot))
                .toList();
        return ApiResult.of(ApiListPage.at(selected, call)
                .json(incident -> row(incident, snapshot))
                .with("matching", selected.size()));
    }

    /**
     * Returns all incidents. The list is at most {@link #FRESH} old and reflects every incident that was closed through
     * this API.
     */
    private List<Incident> recent() {
        Instant now = stores.clock().instant();
        Read known = last;
        if (known == null || !known.at().plus(FRESH).isAfter(now)) {
            known = new Read(now, StorePage.readAll(from -> incidents.recent(stores.tenant(), PAGE, from)));
            last = known;
        }
        return known.incidents();
    }

    private Predicate<Incident> filter(AuthorizedApiCall call, InventorySnapshot snapshot) {
        Predicate<Incident> filter = call.parameter("status")
                .<Predicate<Incident>>map(status -> incident -> incident.isOpen() == status.equals("open"))
                .orElse(_ -> true);
        Set<String> severities = call.choices("severity");
        if (!severities.isEmpty()) {
            filter = filter.and(incident -> severities.contains(ApiViews.code(incident.severity())));
        }
        Optional<String> key = call.parameter("identity");
        if (key.isPresent()) {
            Optional<IdentityId> identity = EncodedIdentityIds.identity(key.get());
            filter = filter.and(
                    incident -> identity.filter(incident.identities()::contains).isPresent());
        }
        Optional<String> text = call.parameter("q").map(words -> words.toLowerCase(Locale.ROOT));
        if (text.isPresent()) {
            filter = filter.and(incident -> texts(incident, snapshot)
                    .anyMatch(one -> one.toLowerCase(Locale.ROOT).contains(text.get())));
        }
        return filter;
    }

    private static Stream<String> texts(Incident incident, InventorySnapshot snapshot) {
        return Stream.concat(
                Stream.of(incident.id()),
                incident.timeline().stream()
                        .flatMap(entry -> Stream.of(
                                entry.sentence(),
                                entry.identity().toString(),
                                snapshot.identity(entry.identity())
                                        .map(known -> known.displayName().text())
                                        .orElse(""))));
    }

    /** Returns the incident that a call names, or the one into which it was merged. */
    private Incident required(AuthorizedApiCall call) {
        Optional<Incident> found = incidents.find(stores.tenant(), call.pathValue("id"));
        for (int merges = 0;
                merges < MERGES && found.flatMap(Incident::mergedInto).isPresent();
                merges++) {
            found = incidents.find(stores.tenant(), found.get().mergedInto().get());
        }
        return found.orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "there is no such incident")
                .exception());
    }

    private JsonMembers detail(Incident incident) {
        InventorySnapshot snapshot = inventory.snapshot();
        return new JsonMembers()
                .with("incident", row(incident, snapshot))
                .with(
                        "timeline",
                        incident.timeline().stream()
                                .map(entry -> entry(entry, snapshot))
                                .toList())
                .with("omitted", incident.omitted())
                .with("tickets", views.tickets(incident, id -> reference(id, snapshot)))
                .with("ledger", stores.log().indexOf(stores.tenant(), latestEntry(incident)));
    }

    /** Returns the id of the ledger entry that records the latest change of an incident. */
    private static String latestEntry(Incident incident) {
        return EntryIds.ofIncident(
                incident.id(),
                incident.change(incident.version() <= 1),
                incident.timeline().size(),
                incident.answers());
    }

    private JsonMembers row(Incident incident, InventorySnapshot snapshot) {
        List<IdentityId> identities = incident.identities();
        return new JsonMembers()
                .with("id", incident.id())
                .with("status", incident.isOpen() ? "open" : "closed")
                .with("severity", ApiViews.code(incident.severity()))
                .with("stage", incident.stage().text())
                .with(
                        "summary",
                        incident.timeline().stream()
                                .max(Comparator.comparing(IncidentEntry::severity)
                                        .thenComparing(Comparator.comparing(IncidentEntry::at)
                                                .reversed()))
                                .map(IncidentEntry::sentence)
                                .orElse(""))
                .with("openedAt", incident.openedAt())
                .with("lastAt", incident.lastAt())
                .with("entries", incident.timeline().size() + incident.omitted())
                .with(
                        "identities",
                        identities.stream().map(id -> reference(id, snapshot)).toList())
                .with(
                        "providers",
                        identities.stream()
                                .flatMap(id -> provider(id, snapshot).stream())
                                .map(views::provider)
                                .distinct()
                                .toList())
                .with("closure", incident.closure().map(IncidentApi::closure));
    }

    private Optional<ProviderId> provider(IdentityId id, InventorySnapshot snapshot) {
        return snapshot.identity(id)
                .map(IdentitySummary::provider)
                .or(() -> stores.connections().stream()
                        .filter(connection -> connection.id().equals(id.connection()))
                        .findFirst()
                        .map(connection -> connection.provider()));
    }

    private JsonMembers reference(IdentityId id, InventorySnapshot snapshot) {
        return snapshot.identity(id)
                .map(views::reference)
                .orElseGet(() -> views.reference(id, id.externalId(), provider(id, snapshot)));
    }

    private static JsonMembers closure(Incident.Closure closure) {
        return new JsonMembers()
                .with("verdict", closure.verdict().code())
                .with("by", closure.by())
                .with("why", closure.because())
                .with("at", closure.at());
    }

    private JsonMembers entry(IncidentEntry entry, InventorySnapshot snapshot) {
        return new JsonMembers()
                .with("at", entry.at())
                .with("identity", reference(entry.identity(), snapshot))
                .with("type", entry.type())
                .with("severity", ApiViews.code(entry.severity()))
                .with("technique", Optional.of(entry.technique()).filter(technique -> !technique.isEmpty()))
                .with("sentence", entry.sentence())
                .with("finding", entry.finding())
                .with("alerted", entry.alerts());
    }

    private ApiResult containment(AuthorizedApiCall call) {
        Incident incident = required(call);
        InventorySnapshot snapshot = inventory.snapshot();
        return ApiResult.of(new JsonMembers()
                .with("incident", incident.id())
                .with(
                        "items",
                        incident.identities().stream()
                                .map(id -> ending(id, snapshot))
                                .toList()));
    }

    /** Returns the effects of revoking an identity's access. */
    private JsonMembers ending(IdentityId id, InventorySnapshot snapshot) {
        Optional<IdentityRecord> record = stores.access().identityRecord(stores.tenant(), id);
        Optional<IdentitySummary> summary =
                record.flatMap(IdentityRecord::summary).or(() -> snapshot.identity(id));
        List<Grant> live = record.map(known -> known.grants().stream()
                        .filter(StoredRecord::isLive)
                        .map(StoredRecord::content)
                        .toList())
                .orElse(List.of());
        return new JsonMembers()
                .with("identity", reference(id, snapshot))
                .with(
                        "state",
                        summary.map(known -> ApiViews.code(known.status())).orElse("unknown"))
                .with("ends", summary.map(IdentitySummary::reaches).orElse(List.of()))
                .with("people", people(live))
                .with("grants", ApiViews.count(record.map(_ -> (long) live.size())))
                .with(
                        "credentials",
                        ApiViews.count(record.map(known -> known.credentials().stream()
                                .filter(StoredRecord::isLive)
                                .count())))
                .with(
                        "lastUsed",
                        ApiViews.moment(summary.map(IdentitySummary::lastUsed).orElse(Timestamp.unknown())))
                .with(
                        "byCall",
                        provider(id, snapshot)
                                .flatMap(stores.connectors()::find)
                                .flatMap(Connector::revoker)
                                .isPresent())
                .with(
                        "question",
                        snapshot.questionsAbout(id).stream().findFirst().map(OwnerQuestion::id));
    }

    private List<String> people(List<Grant> grants) {
        return grants.stream()
                .flatMap(grant -> grant.subject() instanceof GrantSubject.OnePerson(var person)
                        ? Stream.of(inventory.name(person))
                        : Stream.empty())
                .distinct()
                .sorted()
                .toList();
    }

    private ApiResult close(AuthorizedApiCall call) {
        Incident incident = required(call);
        Incident.Closure closure = new Incident.Closure(
                IncidentVerdict.ofCode(call.requiredText("verdict")),
                call.by().by(),
                call.requiredText("why"),
                stores.clock().instant().truncatedTo(ChronoUnit.SECONDS),
                call.by().session().map(ConsoleSession::id));
        try {
            Incident closed =
                    closing.close(stores.tenant(), incident.id(), closure).orElseThrow();
            inventory.changed();
            views.ticketsChanged();
            last = null;
            return ApiResult.of(detail(closed));
        } catch (ConcurrentWriteException _) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.CONFLICT, "the incident grew at the same time; read the incident again")
                    .exception();
        } catch (IllegalStateException e) {
            throw ProblemDetails.of(ProblemDetails.Type.CONFLICT, String.valueOf(e.getMessage()))
                    .exception();
        }
    }
}
