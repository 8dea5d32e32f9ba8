package io.grantkeeper.cli.server;

import io.grantkeeper.behavior.incident.Incident;
import io.grantkeeper.behavior.incident.IncidentStore;
import io.grantkeeper.behavior.store.ProfileCodec;
import io.grantkeeper.behavior.store.ProfileKey;
import io.grantkeeper.behavior.store.ProfileStore;
import io.grantkeeper.evidence.report.PathExposure;
import io.grantkeeper.identity.RowKey;
import io.grantkeeper.identity.alert.AlertControls;
import io.grantkeeper.identity.alert.WithheldAlert;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.digest.PartitionDigest;
import io.grantkeeper.identity.digest.RowDigest;
import io.grantkeeper.identity.finding.Finding;
import io.grantkeeper.identity.json.JsonTrees;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.question.OwnerQuestion;
import io.grantkeeper.identity.question.ReviewCampaign;
import io.grantkeeper.identity.store.AccessStore;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.identity.store.CampaignStore;
import io.grantkeeper.identity.store.FindingStore;
import io.grantkeeper.identity.store.IdentityAliasStore;
import io.grantkeeper.identity.store.PartitionDigestStore;
import io.grantkeeper.identity.store.PathFactStore;
import io.grantkeeper.identity.store.QuestionStore;
import io.grantkeeper.identity.store.RevocationAttempt;
import io.grantkeeper.identity.store.RevocationStore;
import io.grantkeeper.identity.store.StorePage;
import io.grantkeeper.identity.store.SweepStatus;
import io.grantkeeper.identity.store.SweepStore;
import io.grantkeeper.identity.store.WithheldAlertStore;
import io.grantkeeper.identity.work.PartitionRef;
import io.grantkeeper.ledger.ImmutableBytes;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.tile.EntryBundle;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.local.suite.LocalSuiteStores;
import io.grantkeeper.policy.store.DecisionBatchStore;
import io.grantkeeper.policy.store.DecisionJson;
import io.grantkeeper.policy.store.DecisionLog;
import io.grantkeeper.policy.store.PolicyStore;
import io.grantkeeper.policy.store.RecordedDecision;
import io.grantkeeper.policy.store.StoredPolicy;
import io.grantkeeper.targets.ticket.AlertTicket;
import io.grantkeeper.targets.ticket.TicketStore;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The stores of an installation, read through the API of a server. They are read-only and incomplete: a command that
 * needs more is refused with a one-line message.
 */
public final class ConsoleApiStores extends LocalSuiteStores {
    private final ConsoleApiClient client;
    private final ConsoleApiRecords records;
    private final AccessStore access;

    public ConsoleApiStores(ConsoleApiClient client) {
        super(client::close, ConsoleApiStores::refused);
        this.client = client;
        this.records = new ConsoleApiRecords(client);
        this.access = new ConsoleApiAccessStore(records);
    }

    /** Returns the exception for a command or an option that the API does not serve. */
    public static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "this command cannot use a server; use the console instead, or run the command with --table, or on the"
                        + " machine with the data folder while no suite uses it");
    }

    public ConsoleApiClient client() {
        return client;
    }

    @Override
    public AccessStore access() {
        return access;
    }

    /** Returns empty, because the API does not serve path facts. */
    @Override
    public Optional<PathFactStore> pathFacts() {
        return Optional.empty();
    }

    /**
     * Returns the current exposure of tier zero and of the zones. The server computes the exposure, so that the command
     * does not have to read the server's whole inventory.
     */
    public PathExposure exposure() {
        return records.list("path-exposure", PathExposure.class, Map.of()).getFirst();
    }

    @Override
    public FindingStore findings() {
        return reading(
                FindingStore.class,
                Map.of(
                        "openByIdentity",
                        arguments -> records.byKeys("open-findings", Finding.class, List.of(arguments[1])),
                        "open",
                        arguments -> {
                            requirePage(arguments);
                            return records.page(
                                    "open-findings", Finding.class, Map.of(), (int) arguments[1], cursor(arguments[2]));
                        }));
    }

    /**
     * Returns a store that refuses every call. Use cases require such a store, but the read operations that commands
     * call do not use it.
     */
    @Override
    public IdentityAliasStore aliases() {
        return reading(IdentityAliasStore.class, Map.of());
    }

    @Override
    public FindingStore recordedFindings() {
        return findings();
    }

    @Override
    public IncidentStore incidents() {
        return reading(
                IncidentStore.class,
                Map.of(
                        "find",
                        arguments ->
                                records.list("incidents", Incident.class, Map.of("id", (String) arguments[1])).stream()
                                        .findFirst(),
                        "recent",
                        arguments -> records.page(
                                "incidents", Incident.class, Map.of(), (int) arguments[1], cursor(arguments[2]))));
    }

    @Override
    public ApprovalOfRecordStore approvalsOfRecord() {
        return reading(
                ApprovalOfRecordStore.class,
                Map.of(
                        "find",
                        arguments -> records.byKeys("approvals", ApprovalOfRecord.class, List.of(arguments[1])).stream()
                                .findFirst(),
                        "findAll",
                        arguments -> records.byKeys(
                                "approvals", ApprovalOfRecord.class, List.copyOf((Collection<?>) arguments[1])),
                        "recent",
                        arguments -> records.page(
                                "approvals",
                                ApprovalOfRecord.class,
                                Map.of(),
                                (int) arguments[1],
                                cursor(arguments[2]))));
    }

    @Override
    public QuestionStore questions() {
        return reading(
                QuestionStore.class,
                Map.of(
                        "waiting",
                        arguments -> records.page(
                                "questions-waiting",
                                OwnerQuestion.class,
                                Map.of(),
                                (int) arguments[1],
                                cursor(arguments[2])),
                        "concluded",
                        arguments -> records.page(
                                "questions-concluded",
                                OwnerQuestion.class,
                                Map.of(),
                                (int) arguments[3],
                                cursor(arguments[4])),
                        "byCampaign",
                        arguments -> records.page(
                                "questions-of-review",
                                OwnerQuestion.class,
                                Map.of("id", (String) arguments[1]),
                                (int) arguments[2],
                                cursor(arguments[3]))));
    }

    @Override
    public CampaignStore campaigns() {
        return reading(
                CampaignStore.class,
                Map.of(
                        "find",
                        arguments ->
                                records
                                        .list("reviews", ReviewCampaign.class, Map.of("id", (String) arguments[1]))
                                        .stream()
                                        .findFirst(),
                        "recent",
                        arguments -> records.page(
                                "reviews", ReviewCampaign.class, Map.of(), (int) arguments[1], cursor(arguments[2]))));
    }

    @Override
    public RevocationStore revocations() {
        return reading(
                RevocationStore.class,
                Map.of(
                        "byIdentity",
                        arguments -> records.byKeys("revocations", RevocationAttempt.class, List.of(arguments[1]))));
    }

    @Override
    public SweepStore sweeps() {
        return reading(
                SweepStore.class,
                Map.of(
                        "state",
                        arguments -> records.list(
                                        "sweep", SweepStatus.class, Map.of("connection", arguments[1].toString()))
                                .getFirst()));
    }

    @Override
    public ProfileStore profiles() {
        return reading(ProfileStore.class, Map.of("load", arguments -> profiles((Collection<?>) arguments[1])));
    }

    private Map<ProfileKey, ProfileStore.Versioned> profiles(Collection<?> keys) {
        Map<ProfileKey, ProfileStore.Versioned> profiles = new HashMap<>();
        List<JsonNode> found = records.byKeys(
                "profiles",
                JsonNode.class,
                keys.stream()
                        .map(ProfileKey.class::cast)
                        .map(key -> "%s/%s/%s".formatted(key.kind(), key.connection(), key.name()))
                        .toList());
        found.forEach(each -> profiles.put(
                ModelJson.read(each.path("key"), ProfileKey.class),
                new ProfileStore.Versioned(
                        ProfileCodec.decode(
                                Base64.getDecoder().decode(each.path("profile").asString())),
                        each.path("version").asLong())));
        return profiles;
    }

    @Override
    public DecisionLog decisions() {
        return reading(
                DecisionLog.class,
                Map.of(
                        "latest",
                        arguments -> decisions(arguments[1].toString(), (int) arguments[3], cursor(arguments[4])),
                        "document",
                        arguments ->
                                records.list("decision", String.class, Map.of("id", (String) arguments[1])).stream()
                                        .findFirst()));
    }

    private StorePage<RecordedDecision> decisions(String from, int limit, Optional<String> cursor) {
        StorePage<JsonNode> page = records.page("decisions", JsonNode.class, Map.of("from", from), limit, cursor);
        return new StorePage<>(
                page.items().stream()
                        .map(item -> DecisionJson.read(JsonTrees.write(item)))
                        .toList(),
                page.next());
    }

    /**
     * Returns a store without batches, because only the console and the data folder verify decisions against the
     * ledger.
     */
    @Override
    public DecisionBatchStore decisionBatches() {
        return reading(DecisionBatchStore.class, Map.of("batchOf", _ -> Optional.empty()));
    }

    @Override
    public PolicyStore policies() {
        return reading(
                PolicyStore.class,
                Map.of(
                        "all",
                        _ -> allPolicies(),
                        "policy",
                        arguments -> allPolicies().stream()
                                .filter(policy -> policy.name().equals(arguments[1]))
                                .findFirst()));
    }

    private List<StoredPolicy> allPolicies() {
        return records.list("policies", JsonNode.class, Map.of()).stream()
                .map(item -> DecisionJson.mapper().readValue(JsonTrees.write(item), StoredPolicy.class))
                .toList();
    }

    @Override
    public TicketStore tickets() {
        return reading(
                TicketStore.class,
                Map.of(
                        "live",
                        arguments -> records.page(
                                "tickets", AlertTicket.class, Map.of(), (int) arguments[1], cursor(arguments[2])),
                        "recent",
                        arguments -> records.page(
                                "recent-tickets",
                                AlertTicket.class,
                                Map.of(),
                                (int) arguments[1],
                                cursor(arguments[2]))));
    }

    @Override
    public WithheldAlertStore withheldAlerts() {
        return reading(
                WithheldAlertStore.class,
                Map.of(
                        "all",
                        _ -> records.list("withheld-alerts", WithheldAlert.class, Map.of()),
                        "controls",
                        _ -> records.list("alert-controls", AlertControls.class, Map.of())
                                .getFirst()));
    }

    /** Returns the log. Commands verify its proofs with their own key, so the server need not be trusted. */
    @Override
    public LogStore log() {
        return reading(
                LogStore.class,
                Map.of(
                        "checkpoint",
                        _ -> records.list("ledger-checkpoint", String.class, Map.of()).stream()
                                .findFirst(),
                        "checkpoints",
                        arguments -> checkpoints((long) arguments[1], (int) arguments[2]),
                        "entries",
                        arguments -> new EntryBundle(bytes(
                                records.list("ledger-entries", String.class, Map.of("id", arguments[1].toString())))),
                        "tile",
                        arguments ->
                                bytes(records.list(
                                                "ledger-tile", String.class, Map.of("id", tile((TileId) arguments[1]))))
                                        .stream()
                                        .findFirst()
                                        .map(ImmutableBytes::of),
                        "indexOf",
                        arguments -> index((String) arguments[1]),
                        "indexesOf",
                        arguments -> indexes((Collection<?>) arguments[1]),
                        // The API has only what is in the log.
                        "pending",
                        _ -> List.of()));
    }

    private List<String> checkpoints(long fromSize, int most) {
        List<String> notes = new ArrayList<>();
        Optional<String> next = Optional.of(String.valueOf(fromSize));
        while (next.isPresent() && notes.size() < most) {
            StorePage<String> page =
                    records.page("ledger-checkpoints", String.class, Map.of(), most - notes.size(), next);
            notes.addAll(page.items());
            next = page.next();
        }
        return notes;
    }

    private Optional<Long> index(String id) {
        return records.list("ledger-index", Long.class, Map.of("id", id)).stream()
                .findFirst();
    }

    private Map<String, Long> indexes(Collection<?> ids) {
        Map<String, Long> found = new HashMap<>();
        ids.forEach(id -> index((String) id).ifPresent(index -> found.put((String) id, index)));
        return found;
    }

    private static String tile(TileId tile) {
        return "%d/%d/%d".formatted(tile.level(), tile.index(), tile.width());
    }

    private static List<byte[]> bytes(List<String> encoded) {
        return encoded.stream().map(Base64.getDecoder()::decode).toList();
    }

    @Override
    public PartitionDigestStore digests() {
        return reading(
                PartitionDigestStore.class,
                Map.of(
                        "load",
                        arguments -> PartitionDigest.of(
                                0,
                                records.list("digest-rows", RowDigest.class, partition((PartitionRef) arguments[1]))),
                        "keys",
                        arguments -> keys((PartitionRef) arguments[1], (Collection<?>) arguments[2])));
    }

    private Map<Long, RowKey> keys(PartitionRef partition, Collection<?> hashes) {
        Map<Long, RowKey> keys = new HashMap<>();
        List<JsonNode> found = records.byKeys(
                "digest-keys",
                ModelJson.mapper().constructType(JsonNode.class),
                List.copyOf(hashes),
                partition(partition));
        found.forEach(each -> keys.put(each.path("hash").asLong(), ModelJson.read(each.path("key"), RowKey.class)));
        return keys;
    }

    private static Map<String, String> partition(PartitionRef partition) {
        return Map.of(
                "connection",
                partition.connection().value(),
                "stream",
                partition.stream().value(),
                "partition",
                partition.partition());
    }

    /** One query of a store, with the arguments of its method. */
    @FunctionalInterface
    private interface Query {
        Object answer(Object[] arguments);
    }

    /** Returns a store that answers queries by method name, and refuses every other call. */
    private static <T> T reading(Class<T> store, Map<String, Query> queries) {
        InvocationHandler handler = (_, method, arguments) -> Optional.ofNullable(queries.get(method.getName()))
                .orElseThrow(ConsoleApiStores::refused)
                .answer(arguments);
        return store.cast(Proxy.newProxyInstance(store.getClassLoader(), new Class<?>[] {store}, handler));
    }

    /** Refuses a call of the method that opens a finding, which has the same name as the method that lists findings. */
    private static void requirePage(Object[] arguments) {
        if (!(arguments[1] instanceof Integer)) {
            throw refused();
        }
    }

    @SuppressWarnings("unchecked") // the type of the stores' last parameter
    private static Optional<String> cursor(Object argument) {
        return (Optional<String>) argument;
    }
}
