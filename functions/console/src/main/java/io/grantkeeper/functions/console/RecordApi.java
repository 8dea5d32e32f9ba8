package io.grantkeeper.functions.console;

import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.identity.ConnectionId;
import io.grantkeeper.identity.IdentityId;
import io.grantkeeper.identity.PersonId;
import io.grantkeeper.identity.StreamId;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.finding.IdentityStatus;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.IdentityQuery;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.ledger.ProofFailedException;
import io.grantkeeper.ledger.note.Checkpoint;
import io.grantkeeper.ledger.note.SignedNote;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.paths.PathSettings;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.reports.PathExposureReader;
import io.grantkeeper.targets.ticket.TicketStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * The API operations for stored records, in the form that the command line prints with {@code --json}. If the command
 * line uses a server, it reads these records instead of the table, so that its reports are the same.
 */
final class RecordApi {
    /** The maximum number of records that one call can request. */
    static final int MAX_KEYS = 50;

    /** The maximum number of days of decisions that one request reads. An empty day costs half a read unit. */
    private static final int MAX_DAYS = 100;

    private final ConsoleStores stores;
    private final IncidentStore incidents;
    private final ProfileStore profiles;
    private final TicketStore tickets;
    private final WithheldAlertStore withheld;
    private final PathFactStore facts;
    private final PathSettings paths;
    private final Map<String, Function<AuthorizedApiCall, StorePage<?>>> queries = new HashMap<>();

    RecordApi(
            ConsoleStores stores,
            IncidentStore incidents,
            ProfileStore profiles,
            TicketStore tickets,
            WithheldAlertStore withheld,
            PathFactStore facts,
            PathSettings paths) {
        this.stores = stores;
        this.incidents = incidents;
        this.profiles = profiles;
        this.tickets = tickets;
        this.withheld = withheld;
        this.facts = facts;
        this.paths = paths;
        inventory();
        decisions();
        agents();
        reading();
        alerts();
        ledger();
    }

    void register(Map<String, ApiHandler> handlers) {
        handlers.put("records", this::records);
        handlers.put("pathExposure", _ -> result(exposure()));
        handlers.put("withheldAlerts", _ -> result(all(withheld.all(tenant()))));
    }

    private ApiResult records(AuthorizedApiCall call) {
        StorePage<?> page;
        try {
            page = Optional.ofNullable(queries.get(call.pathValue("query")))
                    .orElseThrow(() -> ProblemDetails.of(ProblemDetails.Type.NOT_FOUND, "there are no such records")
                            .exception())
                    .apply(call);
        } catch (IllegalArgumentException e) {
            throw ProblemDetails.of(
                            ProblemDetails.Type.INVALID,
                            "the query cannot be read; check its parameters and its cursor")
                    .exception();
        }
        return result(page);
    }

    private static ApiResult result(StorePage<?> page) {
        return ApiResult.of(new JsonMembers()
                .with(
                        "items",
                        page.items().stream()
                                .map(item -> JsonTrees.read(ModelJson.write(item)))
                                .toList())
                .with("next", page.next()));
    }

    private void inventory() {
        queries.put(
                "identities",
                call -> stores.access().identities(tenant(), identities(call), call.limit(), call.parameter("cursor")));
        queries.put(
                "identity-records",
                call -> all(keys(call, IdentityId::parse).stream()
                        .flatMap(id -> stores.access().identityRecord(tenant(), id).stream())
                        .toList()));
        queries.put(
                "identity-outlines",
                call -> all(keys(call, IdentityId::parse).stream()
                        .flatMap(id -> stores.access().outline(tenant(), id).stream())
                        .toList()));
        queries.put(
                "people",
                call -> call.parameter("keys").isPresent()
                        ? all(keys(call, PersonId::parse).stream()
                                .flatMap(id -> stores.access().person(tenant(), id).stream())
                                .toList())
                        : stores.access().people(tenant(), connection(call), call.limit(), call.parameter("cursor")));
        queries.put(
                "people-by-email",
                call -> all(keys(call, Function.identity()).stream()
                        .flatMap(email -> stores.access().peopleByEmail(tenant(), email).stream())
                        .toList()));
        queries.put(
                "open-findings",
                call -> call.parameter("keys").isPresent()
                        ? all(keys(call, IdentityId::parse).stream()
                                .flatMap(id -> stores.findings().openByIdentity(tenant(), id).stream())
                                .toList())
                        : stores.findings().open(tenant(), call.limit(), call.parameter("cursor")));
        queries.put(
                "revocations",
                call -> all(keys(call, IdentityId::parse).stream()
                        .flatMap(id -> stores.revocations().byIdentity(tenant(), id).stream())
                        .toList()));
    }

    /** Returns who reaches tier zero and the zones now, as reports quote it. */
    private StorePage<?> exposure() {
        Instant now = stores.clock().instant();
        return all(List.of(PathExposureReader.read(
                tenant(),
                stores.connections(),
                stores.access(),
                Optional.of(facts),
                paths,
                now.atZone(ZoneOffset.UTC).toLocalDate(),
                now)));
    }

    private void decisions() {
        queries.put(
                "approvals",
                call -> call.parameter("keys").isPresent()
                        ? all(stores.approvals().findAll(tenant(), keys(call, ApprovalSubject::parse)))
                        : stores.approvals().recent(tenant(), call.limit(), call.parameter("cursor")));
        queries.put(
                "questions-waiting",
                call -> stores.questions().waiting(tenant(), call.limit(), call.parameter("cursor")));
        queries.put(
                "questions-concluded",
                call -> stores.questions()
                        .concluded(tenant(), Instant.EPOCH, Instant.MAX, call.limit(), call.parameter("cursor")));
        queries.put(
                "questions-of-review",
                call -> stores.questions()
                        .byCampaign(tenant(), required(call, "id"), call.limit(), call.parameter("cursor")));
        queries.put(
                "reviews",
                call -> call.parameter("id").isPresent()
                        ? all(stores.campaigns().find(tenant(), required(call, "id")).stream()
                                .toList())
                        : stores.campaigns().recent(tenant(), call.limit(), call.parameter("cursor")));
        queries.put(
                "incidents",
                call -> call.parameter("id").isPresent()
                        ? all(incidents.find(tenant(), required(call, "id")).stream()
                                .toList())
                        : incidents.recent(tenant(), call.limit(), call.parameter("cursor")));
    }

    /** Registers the operations for agents' requests, the policies that decided them, and identities' profiles. */
    private void agents() {
        queries.put("decisions", this::decisions);
        // As text, because the proof of a decision refers to its bytes.
        queries.put(
                "decision",
                call -> all(stores.decisions().document(tenant(), required(call, "id")).stream()
                        .toList()));
        queries.put(
                "policies",
                call -> all(stores.policies().all(tenant()).stream()
                        .map(policy -> JsonTrees.read(DecisionJson.mapper().writeValueAsString(policy)))
                        .toList()));
        queries.put(
                "profiles",
                call -> all(profiles.load(tenant(), keys(call, RecordApi::profileKey)).entrySet().stream()
                        .map(known -> Map.of(
                                "key",
                                known.getKey(),
                                "profile",
                                Base64.getEncoder()
                                        .encodeToString(ProfileCodec.encode(
                                                known.getValue().profile(), ProfileCodec.CONNECTION_LIMIT)),
                                "version",
                                known.getValue().version()))
                        .toList()));
    }

    /**
     * Returns decisions of several days at once, because the store has a separate page for each day, and most days of a
     * long period can be empty.
     */
    private StorePage<?> decisions(AuthorizedApiCall call) {
        Instant from = Instant.parse(required(call, "from"));
        Instant until = stores.clock().instant().plusSeconds(1);
        List<JsonNode> found = new ArrayList<>();
        Optional<String> next = call.parameter("cursor");
        int pages = 0;
        do {
            StorePage<RecordedDecision> page =
                    stores.decisions().latest(tenant(), from, until, call.limit() - found.size(), next);
            page.items().forEach(decision -> found.add(JsonTrees.read(DecisionJson.write(decision))));
            next = page.next();
            pages++;
        } while (next.isPresent() && found.size() < call.limit() && pages < MAX_DAYS);
        return new StorePage<>(found, next);
    }

    /** Parses {@code KIND/CONNECTION/NAME}; a name can contain slashes. */
    private static ProfileKey profileKey(String text) {
        String[] parts = text.split("/", 3);
        if (parts.length != 3) {
            throw new IllegalArgumentException("not the key of a profile");
        }
        return new ProfileKey(ProfileKey.Kind.valueOf(parts[0]), parts[1], parts[2]);
    }

    private void reading() {
        queries.put("sweep", call -> all(List.of(stores.sweeps().state(tenant(), connection(call)))));
        queries.put("digest-rows", call -> {
            PartitionDigest digest = stores.digests().load(tenant(), partition(call));
            return all(List.copyOf(digest.rows().values()));
        });
        queries.put(
                "digest-keys",
                call -> all(
                        stores.digests().keys(tenant(), partition(call), keys(call, Long::valueOf)).entrySet().stream()
                                .map(entry -> Map.of("hash", entry.getKey(), "key", entry.getValue()))
                                .toList()));
    }

    private void alerts() {
        queries.put("tickets", call -> tickets.live(tenant(), call.limit(), call.parameter("cursor")));
        queries.put("recent-tickets", call -> tickets.recent(tenant(), call.limit(), call.parameter("cursor")));
        queries.put("alert-controls", _ -> all(List.of(withheld.controls(tenant()))));
    }

    /**
     * Registers the operations for the parts of the log that a reader needs to verify it without trusting this server.
     */
    private void ledger() {
        queries.put(
                "ledger-checkpoint",
                _ -> all(stores.log().checkpoint(tenant()).stream().toList()));
        queries.put("ledger-checkpoints", call -> {
            long from = number(call.parameter("cursor").orElse("0"));
            List<String> notes = stores.log().checkpoints(tenant(), from, call.limit());
            return new StorePage<>(
                    notes,
                    notes.size() < call.limit()
                            ? Optional.empty()
                            : Optional.of(String.valueOf(size(notes.getLast()) + 1)));
        });
        queries.put(
                "ledger-entries",
                call -> all(stores.log().entries(tenant(), number(required(call, "id"))).entries().stream()
                        .map(entry -> Base64.getEncoder().encodeToString(entry))
                        .toList()));
        queries.put("ledger-tile", call -> {
            String[] parts = required(call, "id").split("/", 4);
            if (parts.length != 3) {
                throw new IllegalArgumentException("no tile");
            }
            TileId tile = new TileId((int) number(parts[0]), number(parts[1]), (int) number(parts[2]));
            return all(stores.log().tile(tenant(), tile).stream()
                    .map(hashes -> Base64.getEncoder().encodeToString(hashes.array()))
                    .toList());
        });
        queries.put(
                "ledger-index",
                call -> all(stores.log().indexOf(tenant(), required(call, "id")).stream()
                        .toList()));
    }

    private static long number(String text) {
        return Long.parseUnsignedLong(text);
    }

    private static long size(String note) {
        try {
            return Checkpoint.parse(SignedNote.parse(note, 1).text(), 1).size();
        } catch (ProofFailedException e) {
            throw new IllegalStateException("invalid checkpoint: " + e.getMessage(), e);
        }
    }

    private TenantId tenant() {
        return stores.tenant();
    }

    private static <T> StorePage<T> all(List<T> items) {
        return new StorePage<>(items, Optional.empty());
    }

    private static IdentityQuery identities(AuthorizedApiCall call) {
        if (call.parameter("product").isPresent()) {
            return new IdentityQuery.OfProduct(required(call, "product"));
        }
        if (call.parameter("status").isPresent()) {
            return new IdentityQuery.OfStatus(Arrays.stream(IdentityStatus.values())
                    .filter(status -> ApiViews.code(status).equals(required(call, "status")))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no such status")));
        }
        return new IdentityQuery.OfConnection(connection(call));
    }

    private static ConnectionId connection(AuthorizedApiCall call) {
        return new ConnectionId(required(call, "connection"));
    }

    private static PartitionRef partition(AuthorizedApiCall call) {
        return new PartitionRef(connection(call), new StreamId(required(call, "stream")), required(call, "partition"));
    }

    private static String required(AuthorizedApiCall call, String name) {
        return call.parameter(name)
                .orElseThrow(() ->
                        ProblemDetails.ofField(name, "is missing", "add it").exception());
    }

    /** Returns the values of the parameter {@code keys}. Each is encoded because an id can contain a comma. */
    private static <T> List<T> keys(AuthorizedApiCall call, Function<String, T> parse) {
        String[] keys = required(call, "keys").split(",", MAX_KEYS + 1);
        if (keys.length > MAX_KEYS) {
            throw ProblemDetails.ofField(
                            "keys", "names more than %d records".formatted(MAX_KEYS), "name fewer in one call")
                    .exception();
        }
        return Arrays.stream(keys)
                .map(key -> parse.apply(new String(Base64.getUrlDecoder().decode(key), StandardCharsets.UTF_8)))
                .toList();
    }
}
