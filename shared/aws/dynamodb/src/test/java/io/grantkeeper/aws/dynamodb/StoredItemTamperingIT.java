package io.grantkeeper.aws.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grantkeeper.aws.dynamodb.TableSchema.Index;
import io.grantkeeper.identity.TenantId;
import io.grantkeeper.identity.approval.ApprovalConditions;
import io.grantkeeper.identity.approval.ApprovalDecision;
import io.grantkeeper.identity.approval.ApprovalOfRecord;
import io.grantkeeper.identity.approval.ApprovalState;
import io.grantkeeper.identity.approval.ApprovalSubject;
import io.grantkeeper.identity.json.ModelJson;
import io.grantkeeper.identity.store.ApprovalOfRecordStore;
import io.grantkeeper.ledger.LedgerCorruptedException;
import io.grantkeeper.ledger.decision.DecisionInclusionProof;
import io.grantkeeper.ledger.decision.SealDecisions;
import io.grantkeeper.ledger.log.CheckpointExport;
import io.grantkeeper.ledger.log.LogFsck;
import io.grantkeeper.ledger.log.LogSigningKeys;
import io.grantkeeper.ledger.log.LogStore;
import io.grantkeeper.ledger.log.SealLedger;
import io.grantkeeper.ledger.log.StoredLedgerItems;
import io.grantkeeper.ledger.note.SignatureType;
import io.grantkeeper.ledger.note.SigningKeyFile;
import io.grantkeeper.ledger.record.ConfigurationRecorder;
import io.grantkeeper.ledger.record.RecordedApprovalOfRecordStore;
import io.grantkeeper.ledger.record.StoredApprovalVerifier;
import io.grantkeeper.ledger.tile.TileId;
import io.grantkeeper.policy.store.DecisionBatch;
import io.grantkeeper.property.testkit.TestRepetitions;
import io.grantkeeper.store.testkit.DecisionSamples;
import io.grantkeeper.store.testkit.InMemoryCheckpointExport;
import io.grantkeeper.store.testkit.LogStoreContract;
import io.grantkeeper.store.testkit.ModelSamples;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Tests that {@code fsck} detects tampering with every kind of stored ledger item, and with the approvals that the
 * ledger proves. The tests alter, add and remove attributes, and remove, copy and exchange items. {@code fsck} must
 * name the affected item or its content.
 *
 * <p>Two kinds of tampering are not tested. The removal of a waiting entry or decision cannot be detected, because no
 * signature covers it yet. The loss of the export position or of the digest of the configuration's text causes no harm,
 * because both only save work: checkpoints are exported again, and the configuration is compared again. The same
 * applies if the export position is lowered.
 */
@DisplayName("The stored items of a ledger that were tampered with")
class StoredItemTamperingIT {
    private static final SigningKeyFile KEY = SigningKeyFile.generate("example.com/ledger", SignatureType.ED25519);
    private static final LogSigningKeys KEYS = LogSigningKeys.of(_ -> KEY);
    private static final Clock CLOCK = Clock.fixed(ModelSamples.NOON, ZoneOffset.UTC);

    private static final TenantId TENANT = ModelSamples.freshTenant();
    private static final DynamoDbTable REAL = TestTable.open();
    private static final InMemoryCheckpointExport EXPORTS = new InMemoryCheckpointExport();
    private static ReadOnlyTable intact = new ReadOnlyTable();

    private ReadOnlyTable table = new ReadOnlyTable();

    /**
     * Stores a ledger with several checkpoints and tiles, a configuration, decisions, approvals, and waiting entries.
     */
    @BeforeAll
    static void storeLedger() {
        DynamoDbPendingEntryStore entries = new DynamoDbPendingEntryStore(REAL);
        ConfigurationRecorder configurations =
                new ConfigurationRecorder(new DynamoDbConfigurationStore(REAL), entries, new DynamoDbSaltStore(REAL));
        DynamoDbDecisionLog decisions = new DynamoDbDecisionLog(REAL);
        SealDecisions batches = new SealDecisions(new DynamoDbDecisionBatchStore(REAL), entries, CLOCK, 3);
        addEntries(TENANT, 0, 3);
        configurations.recordActive(TENANT, "{\"detection\":{\"first\":1}}", ModelSamples.NOON);
        seal(TENANT, EXPORTS);
        decisions.record(
                TENANT,
                IntStream.range(0, 5)
                        .mapToObj(i -> DecisionSamples.decision("d" + i, i))
                        .toList());
        batches.seal(TENANT, () -> true);
        decideTwice(TENANT, "otter-ai");
        decideTwice(TENANT, "fireflies");
        configurations.recordActive(TENANT, "{\"detection\":{\"second\":2}}", ModelSamples.NOON);
        addEntries(TENANT, 3, 260);
        seal(TENANT, EXPORTS);
        addEntries(TENANT, 260, 264);
        seal(TENANT, EXPORTS);
        addEntries(TENANT, 264, 267);
        entries.add(TENANT, LogStoreContract.entry(TENANT, "entry-0267"));
        entries.add(TENANT, LogStoreContract.entry(TENANT, "entry-0268"));
        decisions.record(TENANT, List.of(DecisionSamples.decision("d8", 8), DecisionSamples.decision("d9", 9)));
        intact = ReadOnlyTable.of(
                TestTable.LOCAL.client(),
                TestTable.NAME,
                LedgerItemReader.ledgerPrefix(TENANT),
                LedgerItemReader.decisionPrefix(TENANT),
                LedgerItemReader.batchPrefix(TENANT),
                LedgerItemReader.approvalPrefix(TENANT));
    }

    private static void decideTwice(TenantId of, String product) {
        ApprovalOfRecordStore approvals = new RecordedApprovalOfRecordStore(
                new DynamoDbApprovalOfRecordStore(REAL),
                new DynamoDbPendingEntryStore(REAL),
                new DynamoDbSaltStore(REAL));
        ApprovalOfRecord refused = approvals.save(
                of,
                ApprovalOfRecord.first(new ApprovalSubject.OfProduct(product), ModelSamples.NOON)
                        .decided(
                                ApprovalDecision.of(
                                                ApprovalState.REFUSED,
                                                "dana@acme.example",
                                                ApprovalDecision.Source.COMMAND_LINE,
                                                ModelSamples.NOON,
                                                "not for customer data")
                                        .withTicket(Optional.of("SEC-7")),
                                Optional.empty(),
                                ApprovalConditions.none()));
        var _ = approvals.save(
                of,
                refused.decided(
                        ApprovalDecision.of(
                                        ApprovalState.APPROVED,
                                        "erin@acme.example",
                                        ApprovalDecision.Source.TRIAGE,
                                        ModelSamples.NOON.plusSeconds(60),
                                        "sales pilot")
                                .withUntil(Optional.of(ModelSamples.NOON.plusSeconds(86_400)))
                                .withEvidence("sha256:shown")
                                .withBatch("triage-1"),
                        Optional.empty(),
                        ApprovalConditions.none()));
    }

    @BeforeEach
    void copyLedger() {
        intact.all().forEach(table::put);
    }

    private static void addEntries(TenantId to, int from, int until) {
        new DynamoDbPendingEntryStore(REAL)
                .addAll(
                        to,
                        IntStream.range(from, until)
                                .mapToObj(i -> LogStoreContract.entry(to, "entry-%04d".formatted(i)))
                                .toList());
    }

    private static void seal(TenantId of, CheckpointExport exports) {
        new SealLedger(new DynamoDbLogStore(REAL), KEYS, exports, CLOCK).seal(of, () -> true);
    }

    private List<String> problems() {
        return problems(table.open(), TENANT, EXPORTS);
    }

    private static List<String> problems(DynamoDbTable stored, TenantId of, InMemoryCheckpointExport exports) {
        return new LogFsck(
                        new DynamoDbLogStore(stored),
                        KEYS.trusted(of),
                        new DynamoDbLedgerItems(stored),
                        new StoredApprovalVerifier(new DynamoDbSaltStore(REAL)))
                .check(of, exports.exported())
                .problems();
    }

    @Test
    void acceptsIntactLedger() {
        assertThat(problems()).isEmpty();
        assertThat(new LogFsck(
                                new DynamoDbLogStore(table.open()),
                                KEYS.trusted(TENANT),
                                new DynamoDbLedgerItems(table.open()))
                        .check(TENANT, List.of())
                        .items())
                .isEqualTo(table.all().size());
    }

    @Test
    void detectsPlantedIndexOfNonexistentEntry() {
        PrimaryKey future = LedgerItemKeys.entry(TENANT, "revocation.done/tomorrow");
        Map<String, AttributeValue> planted = new HashMap<>(table.get(LedgerItemKeys.entry(TENANT, "entry-0001")));
        planted.putAll(future.attributes());
        table.put(planted);
        assertThat(problems())
                .singleElement()
                .asString()
                .contains(future.pk() + " / ENTRY", "for an entry that is not in the log");
    }

    @Test
    void detectsTileThatDoesNotBelongToLog() {
        Map<String, AttributeValue> planted =
                new HashMap<>(table.get(LedgerItemKeys.tile(TENANT, new TileId(0, 0, 256))));
        planted.putAll(LedgerItemKeys.tile(TENANT, new TileId(0, 7, 256)).attributes());
        table.put(planted);
        assertThat(problems()).singleElement().asString().contains("tile/0/007 does not belong to a log of 2");
    }

    @Test
    void detectsEntryThatIsNotListedForSealing() {
        Map<String, AttributeValue> hidden = new HashMap<>(table.get(LedgerItemKeys.entry(TENANT, "entry-0268")));
        hidden.put(Index.G1.partitionKey(), TableAttributes.text(LedgerItemKeys.waiting(TENANT, 99)));
        table.put(hidden);
        assertThat(problems()).singleElement().asString().contains("its attributes [gsi1p] do not match its entries");
    }

    @Test
    void detectsAlteredDecision() {
        Map<String, AttributeValue> altered = new HashMap<>(table.get(TableKeys.decision(TENANT, "d1")));
        String document = CompressedText.read(altered, TableAttributes.BODY);
        altered.put(
                TableAttributes.BODY,
                CompressedText.of(document.replaceFirst("\"took\":\"[^\"]*\"", "\"took\":\"PT9S\"")));
        table.put(altered);
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("the decision 'd1' differs from what the ledger recorded");
    }

    @Test
    void detectsAlteredTimeAndPolicyVersionOfBatch() {
        DecisionBatch batch =
                new DynamoDbDecisionLog(REAL).batchOf(TENANT, "d1").orElseThrow();
        List<DecisionBatch> altered = List.of(
                new DecisionBatch(
                        batch.id(),
                        batch.decisions(),
                        batch.leaves(),
                        batch.root(),
                        batch.version(),
                        batch.at().plusSeconds(1)),
                new DecisionBatch(
                        batch.id(), batch.decisions(), batch.leaves(), batch.root(), "sha256:other", batch.at()));
        for (DecisionBatch other : altered) {
            Map<String, AttributeValue> item = new HashMap<>(table.get(TableKeys.decisionBatch(TENANT, batch.id())));
            item.put(TableAttributes.BODY, TableAttributes.text(ModelJson.write(other)));
            table.put(item);
            assertThat(problems())
                    .singleElement()
                    .asString()
                    .contains("records another number, root, policy version or time");
        }
    }

    @Test
    void refusesToProveAlteredDecision() {
        DynamoDbDecisionLog decisions = new DynamoDbDecisionLog(REAL);
        String document = decisions.document(TENANT, "d1").orElseThrow();
        DecisionBatch batch = decisions.batchOf(TENANT, "d1").orElseThrow();
        assertThat(DecisionInclusionProof.of("d1", document, batch).document()).isEqualTo(document);
        assertThatThrownBy(() -> DecisionInclusionProof.of("d1", document + " ", batch))
                .isInstanceOf(LedgerCorruptedException.class)
                .hasMessageContaining("the stored decision 'd1' differs from what the ledger recorded");
    }

    @Test
    void detectsUnrecordedConfiguration() {
        Map<String, AttributeValue> altered = new HashMap<>(table.get(LedgerItemKeys.configuration(TENANT)));
        altered.put(DynamoDbConfigurationStore.NUMBER, TableAttributes.number(7));
        table.put(altered);
        assertThat(problems()).singleElement().asString().contains("the ledger does not record this configuration");
    }

    private static Map<String, AttributeValue> approval(String product) {
        return intact.get(TableKeys.approvalOfRecord(TENANT, new ApprovalSubject.OfProduct(product)));
    }

    /** Replaces text in the body of a stored approval. */
    private void alterApproval(String text, String other) {
        Map<String, AttributeValue> altered = new HashMap<>(approval("otter-ai"));
        String body = TableAttributes.text(altered, TableAttributes.BODY);
        assertThat(body).contains(text);
        altered.put(TableAttributes.BODY, TableAttributes.text(body.replace(text, other)));
        table.put(altered);
    }

    @Test
    void detectsAlteredNameReasonAndTicketOfApproval() {
        Map.of(
                        "erin@acme.example", "the name of this decision",
                        "sales pilot", "the reason of this decision",
                        "sha256:shown", "the digest of what was shown of this decision",
                        "triage-1", "the triage of this decision",
                        "dana@acme.example", "the name of its earlier decision",
                        "not for customer data", "the reason of its earlier decision",
                        "SEC-7", "the ticket of its earlier decision")
                .forEach((text, problem) -> {
                    alterApproval(text, text + "x");
                    assertThat(problems())
                            .singleElement()
                            .asString()
                            .contains("the approval of product:otter-ai", problem);
                });
    }

    @Test
    void detectsDeletedApproval() {
        table.remove(approval("otter-ai"));
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("the approval of product:otter-ai", "'approved'", "but none is stored");
    }

    @Test
    void detectsApprovalReplacedByItsEarlierVersion() {
        ApprovalOfRecord now = DynamoDbApprovalOfRecordStore.read(approval("otter-ai"));
        table.put(DynamoDbApprovalOfRecordStore.item(
                TENANT,
                new ApprovalOfRecord(
                        now.subject(),
                        now.earlier().getFirst(),
                        Optional.empty(),
                        ApprovalConditions.none(),
                        List.of(),
                        now.version() - 1)));
        assertThat(problems()).singleElement().asString().contains("but an earlier one is stored");
    }

    @Test
    void detectsPlantedApprovalThatIsNotListed() {
        Map<String, AttributeValue> planted = new HashMap<>(DynamoDbApprovalOfRecordStore.item(
                TENANT,
                ApprovalOfRecord.first(new ApprovalSubject.OfProduct("planted"), ModelSamples.NOON)
                        .decided(
                                ApprovalDecision.of(
                                        ApprovalState.APPROVED,
                                        "dana@acme.example",
                                        ApprovalDecision.Source.COMMAND_LINE,
                                        ModelSamples.NOON,
                                        ""),
                                Optional.empty(),
                                ApprovalConditions.none())
                        .withVersion(1)));
        table.put(planted);
        assertThat(problems()).singleElement().asString().contains("the ledger has no entry of this decision");
        planted.remove(Index.G1.partitionKey());
        table.put(planted);
        assertThat(problems()).singleElement().asString().contains("its attributes do not match its approval");
    }

    @Test
    void reportsNameWithErasedSaltWithoutCreatingNewSalt() {
        TenantId tenant = ModelSamples.freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        decideTwice(tenant, "otter-ai");
        seal(tenant, exports);
        new DynamoDbSaltStore(REAL).erase(tenant, "address/erin@acme.example");
        assertThat(problems(REAL, tenant, exports)).singleElement().asString().contains("the name of this decision");
        assertThat(new DynamoDbSaltStore(REAL).find(tenant, "address/erin@acme.example"))
                .as("a new salt")
                .isEmpty();
    }

    @Test
    void acceptsLedgerThatGrowsDuringCheck() {
        TenantId inUse = ModelSamples.freshTenant();
        InMemoryCheckpointExport exports = new InMemoryCheckpointExport();
        AtomicInteger added = new AtomicInteger();
        Runnable grow = () -> {
            int first = added.getAndAdd(50);
            addEntries(inUse, first, first + 50);
            seal(inUse, exports);
        };
        grow.run();
        LogStore log = beforeEachStep(LogStore.class, new DynamoDbLogStore(REAL), grow);
        StoredLedgerItems items = beforeEachStep(StoredLedgerItems.class, new DynamoDbLedgerItems(REAL), grow);
        assertThat(new LogFsck(log, KEYS.trusted(inUse), items)
                        .check(inUse, exports.exported())
                        .problems())
                .isEmpty();
        assertThat(added).hasValueGreaterThan(256);
    }

    /**
     * Returns a proxy for a store. Some methods read a part of the log to which later calls refer. For each of them,
     * the proxy runs the action once, before the method's first call.
     */
    private static <T> T beforeEachStep(Class<T> port, T store, Runnable action) {
        Set<String> steps =
                new HashSet<>(Set.of("forEach", "checkpoints", "checkpoint", "head", "sequenced", "configuration"));
        Object proxy = Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            if (steps.remove(method.getName())) {
                action.run();
            }
            return method.invoke(store, arguments);
        });
        return port.cast(proxy);
    }

    @Test
    void detectsEveryTampering() {
        int wanted = TestRepetitions.times(10_000, 600);
        Random random = new Random(20_261_128);
        List<Map<String, AttributeValue>> items = table.all();
        Map<Tampering, Integer> done = new HashMap<>();
        for (int count = 0; count < wanted; ) {
            Map<String, AttributeValue> item = items.get(random.nextInt(items.size()));
            Tampering kind = Tampering.values()[random.nextInt(Tampering.values().length)];
            Map<String, AttributeValue> other = items.get(random.nextInt(items.size()));
            List<Map<String, AttributeValue>> changed = tamper(kind, item, other, random);
            boolean removed = kind == Tampering.REMOVE_ITEM && !isWaiting(item) && !isExportPosition(item);
            if (removed || !changed.isEmpty()) {
                assertDetected(kind, item, changed);
                done.merge(kind, 1, Integer::sum);
                count++;
            }
        }
        assertThat(done.keySet()).containsExactlyInAnyOrder(Tampering.values());
        assertThat(problems()).isEmpty();
    }

    private enum Tampering {
        ALTER_ATTRIBUTE,
        REMOVE_ATTRIBUTE,
        ADD_ATTRIBUTE,
        REMOVE_ITEM,
        COPY_ITEM,
        EXCHANGE_ITEMS
    }

    /** Returns the items that replace the given item; empty if this kind of tampering does not apply to it. */
    private List<Map<String, AttributeValue>> tamper(
            Tampering kind, Map<String, AttributeValue> item, Map<String, AttributeValue> other, Random random) {
        Map<String, AttributeValue> changed = new HashMap<>(item);
        List<String> names = item.keySet().stream()
                .filter(name -> !name.equals(DynamoDbConfigurationStore.DOCUMENT))
                .filter(name -> !isKey(name) || !isWaiting(item))
                .filter(name -> !isExportPosition(item) || name.equals("size"))
                .sorted()
                .toList();
        String name = names.get(random.nextInt(names.size()));
        switch (kind) {
            case ALTER_ATTRIBUTE -> changed.put(name, AttributeTampering.alter(item.get(name), random, 1_000));
            case REMOVE_ATTRIBUTE -> {
                if (isKey(name)) {
                    return List.of();
                }
                changed.remove(name);
            }
            case ADD_ATTRIBUTE -> {
                String added = List.of("gsi1p", "gsi3p", "place", "bytes", "note", "leaf")
                        .get(random.nextInt(6));
                changed.putIfAbsent(added, TableAttributes.text("added"));
            }
            case REMOVE_ITEM -> {
                return List.of();
            }
            case COPY_ITEM -> {
                changed.putAll(
                        otherKey(item, random).map(PrimaryKey::attributes).orElse(Map.of()));
                return changed.equals(item) ? List.of() : List.of(item, changed);
            }
            case EXCHANGE_ITEMS -> {
                if (!item.get(TableAttributes.TYPE).equals(other.get(TableAttributes.TYPE))
                        || isExportPosition(other)) {
                    return List.of();
                }
                changed = new HashMap<>(other);
                changed.putAll(PrimaryKey.of(item).attributes());
                Map<String, AttributeValue> exchanged = new HashMap<>(item);
                exchanged.putAll(PrimaryKey.of(other).attributes());
                return changed.equals(item) ? List.of() : List.of(changed, exchanged);
            }
        }
        return changed.equals(item) ? List.of() : List.of(changed);
    }

    /** Returns the key of an item of the same kind that does not exist. */
    private Optional<PrimaryKey> otherKey(Map<String, AttributeValue> item, Random random) {
        PrimaryKey key = PrimaryKey.of(item);
        int number = 10_000 + random.nextInt(10_000);
        return switch (ItemType.valueOf(item.get(TableAttributes.TYPE).s())) {
            case ENTRY, TOLD ->
                Optional.of(new PrimaryKey(
                        LedgerItemKeys.entry(TENANT, "future-" + number).pk(), key.sk()));
            case LOG_ENTRIES -> Optional.of(LedgerItemKeys.bundlePart(TENANT, number));
            case LOG_TILE -> Optional.of(LedgerItemKeys.tile(TENANT, new TileId(random.nextInt(3), number, 256)));
            case LOG_CHECKPOINT -> Optional.of(LedgerItemKeys.checkpoint(TENANT, number));
            case APPROVAL_OF_RECORD ->
                Optional.of(TableKeys.approvalOfRecord(TENANT, new ApprovalSubject.OfProduct("future-" + number)));
            case DECISION -> Optional.of(TableKeys.decision(TENANT, "future-" + number));
            case DECISION_BATCH -> Optional.of(TableKeys.decisionBatch(TENANT, "future-" + number));
            default -> Optional.of(new PrimaryKey(key.pk(), "OTHER"));
        };
    }

    private static boolean isKey(String name) {
        return name.equals(TableAttributes.PK) || name.equals(TableAttributes.SK);
    }

    private static boolean isWaiting(Map<String, AttributeValue> item) {
        return item.get(TableAttributes.TYPE).s().equals("TOLD") || item.containsKey(Index.G2.partitionKey());
    }

    private static boolean isExportPosition(Map<String, AttributeValue> item) {
        return PrimaryKey.of(item).sk().equals("EXPORTED");
    }

    private void assertDetected(
            Tampering kind, Map<String, AttributeValue> item, List<Map<String, AttributeValue>> changed) {
        List<Map<String, AttributeValue>> originals = new ArrayList<>(List.of(item));
        changed.stream()
                .map(one -> table.get(PrimaryKey.of(one)))
                .filter(one -> !one.isEmpty())
                .forEach(originals::add);
        table.remove(item);
        changed.forEach(table::put);
        List<String> problems = problems();
        String what = "%s of %s: %s".formatted(kind, item, changed);
        assertThat(problems).as(what).isNotEmpty();
        List<String> places = new ArrayList<>(List.of(place(PrimaryKey.of(item))));
        changed.forEach(one -> places.add(place(PrimaryKey.of(one))));
        assertThat(String.join("\n", problems)).as(what).containsPattern(String.join("|", places));
        changed.forEach(table::remove);
        originals.forEach(table::put);
    }

    /** Returns a pattern for the location that a problem with this item can name: the item or its content. */
    private static String place(PrimaryKey key) {
        String contains = "";
        if (key.sk().equals("HEAD")) {
            contains = "|the head|entries are there|bundle \\d|entries from number";
        } else if (key.sk().equals("LATEST")) {
            contains = "|the latest checkpoint";
        } else if (key.sk().equals("EXPORTED")) {
            contains = "|the export position";
        } else if (key.pk().endsWith("#L#C")) {
            contains = "|published checkpoint|latest checkpoint";
        } else if (key.sk().startsWith("TILE#")) {
            contains = "|tile/[0-9]/";
        } else if (key.sk().equals("ENTRY")) {
            contains = "|entry \\d+: '";
        } else if (key.sk().startsWith("PIECE#")) {
            contains = "|bundle \\d|entry \\d+|checkpoint of size|tile/";
        } else if (key.sk().equals("CONFIGURATION")) {
            contains = "|the configuration that was recorded last";
        } else if (key.sk().equals("DECISION")) {
            contains = "|its decision '";
        } else if (key.sk().equals("APPROVED")) {
            contains = "|the approval of "
                    + Pattern.quote(key.pk().substring(key.pk().indexOf("product:"))) + ":";
        } else if (key.sk().equals("BATCH")) {
            contains = "|its batch '|the batch of decisions";
        }
        return Pattern.quote("%s / %s".formatted(key.pk(), key.sk())) + contains;
    }
}
